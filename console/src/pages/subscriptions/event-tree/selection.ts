import type { Dialect, EventType } from '../../../api/types.js';

/** Event types that begin alike. */
export interface EventGroup {
  /** `ticket`. */
  readonly key: string;
  readonly title: string;
  /** `ticket.*`. */
  readonly wildcard: string;
  readonly types: readonly EventType[];
}

export type NativeEvent = NonNullable<Dialect['events']>[number];

const TITLES: Readonly<Record<string, string>> = {
  sla: 'SLA',
  endpoint: 'Endpoint tests',
  deskhook: 'Deskhook’s own news',
};

/** `*`: everything of the helpdesk, now and later; Deskhook's own news are asked for by name. */
export const EVERYTHING = '*';
const OWN_NEWS = 'deskhook';
const CUSTOM = 'custom';
const CUSTOM_TYPE = /^custom(?:\.[a-z0-9][a-z0-9_-]{0,63}){1,4}$/;

const groupOf = (type: string): string => type.split('.')[0] ?? type;

/** The types of the catalogue by their first word, in the catalogue's order. */
export function eventGroups(types: readonly EventType[]): readonly EventGroup[] {
  const keys = [...new Set(types.map(({ type }) => groupOf(type)))];
  return keys.map((key) => ({
    key,
    title: TITLES[key] ?? key.charAt(0).toUpperCase() + key.slice(1),
    wildcard: `${key}.*`,
    types: types.filter(({ type }) => groupOf(type) === key),
  }));
}

/** The wider selectors that a type is selected by, without being named itself. */
export function coveredBy(value: readonly string[], type: string): string | null {
  const group = groupOf(type);
  if (value.includes(EVERYTHING) && group !== OWN_NEWS) return EVERYTHING;
  return value.includes(`${group}.*`) && type !== `${group}.*` ? `${group}.*` : null;
}

/** The wider selector through which a native event fires; those that are off by default need to be named. */
export function nativeCoveredBy(value: readonly string[], native: NativeEvent): string | null {
  if (native.isOffByDefault) return null;
  const exact = native.types.find((type) => value.includes(type) && type !== native.name);
  if (exact !== undefined) return exact;
  return native.types.map((type) => coveredBy(value, type)).find((by) => by !== null) ?? null;
}

/** Adds a name at the end, or takes it out. */
export function toggled(value: readonly string[], name: string): string[] {
  return value.includes(name) ? value.filter((one) => one !== name) : [...value, name];
}

/** Puts the types of today in the place of a wildcard, so that they can be chosen one by one. */
export function spelledOut(
  value: readonly string[],
  wildcard: string,
  types: readonly EventType[],
): string[] {
  const names = types
    .map(({ type }) => type)
    .filter((type) =>
      wildcard === EVERYTHING ? groupOf(type) !== OWN_NEWS : `${groupOf(type)}.*` === wildcard,
    );
  const at = value.indexOf(wildcard);
  return at < 0 ? [...value] : [...new Set(value.toSpliced(at, 1, ...names))];
}

/** What is selected and stands nowhere in the tree, by what it is. */
export function otherNames(
  value: readonly string[],
  types: readonly EventType[],
  natives: readonly NativeEvent[],
): { readonly custom: readonly string[]; readonly unknown: readonly string[] } {
  const groups = eventGroups(types);
  const shown = new Set([
    EVERYTHING,
    `${CUSTOM}.*`,
    ...types.map(({ type }) => type),
    ...groups.map(({ wildcard }) => wildcard),
    ...natives.map(({ name }) => name),
  ]);
  const others = value.filter((name) => !shown.has(name));
  return {
    custom: others.filter((name) => groupOf(name) === CUSTOM),
    unknown: others.filter((name) => groupOf(name) !== CUSTOM),
  };
}

/** What was typed as the name of a custom type, in full; null where it can be none. */
export function customType(text: string): string | null {
  const name = text.trim().toLowerCase();
  const full = name.startsWith(`${CUSTOM}.`) ? name : `${CUSTOM}.${name}`;
  return CUSTOM_TYPE.test(full) ? full : null;
}

/** Whether every word of a search is in one of the texts. */
export function isFound(search: string, ...texts: readonly string[]): boolean {
  const all = texts.join(' ').toLowerCase().replaceAll('_', ' ');
  const words = search.toLowerCase().replaceAll('_', ' ').split(/\s+/).filter(Boolean);
  return words.every((word) => all.includes(word));
}

/** Whether a dialect has something to send for a type. */
export const isSentBy = ({ dialects }: Pick<EventType, 'dialects'>, dialect: string): boolean =>
  dialects.some(({ name }) => name === dialect);

const SUBTITLE = / \/|,| web ?hooks?\b| outgoing\b/i;

/** A dialect's title as people say it: `SupportCandy`. */
export const shortTitle = ({ title }: Dialect): string => title.split(SUBTITLE)[0] ?? title;
