import { windowOf, type TimeWindow } from '../../ui/time-window.js';

/** The filters of the list of events as its address has them: those of the API. */
export interface EventSearch extends TimeWindow {
  readonly type?: string;
  readonly ticket?: string;
  /** The form that publishes an event is open. */
  readonly publish?: true;
}

export function eventSearch(search: Readonly<Record<string, unknown>>): EventSearch {
  const type = textOf(search['type']);
  const ticket = textOf(search['ticket']);
  return {
    ...(type === undefined ? {} : { type }),
    ...(ticket === undefined ? {} : { ticket }),
    ...windowOf(search),
    ...(isYes(search['publish']) ? { publish: true } : {}),
  };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Addresses hold text, links a plain yes. */
const isYes = (value: unknown): boolean => value === true || value === 'true';

export const isFiltered = ({ type, ticket, from, to }: EventSearch): boolean =>
  [type, ticket, from, to].some((filter) => filter !== undefined);

const EXPLAINED = ['all', 'fired', 'silent'] as const;
export type Explained = (typeof EXPLAINED)[number];

/** What of an event's subscriptions is shown. */
interface ExplanationSearch {
  readonly show?: Exclude<Explained, 'all'>;
  readonly q?: string;
}

export function explanationSearch(search: Readonly<Record<string, unknown>>): ExplanationSearch {
  const { show } = search;
  const q = textOf(search['q']);
  return {
    ...(show === 'fired' || show === 'silent' ? { show } : {}),
    ...(q === undefined ? {} : { q }),
  };
}
