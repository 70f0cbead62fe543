import type { QueryOf, Subscription } from '../../../api/types.js';
import { DIALECT_LABELS } from './dialect-labels.js';

type ListQuery = QueryOf<'listSubscriptions'>;
type Sort = NonNullable<ListQuery['sort']>;

/** What the address of the list says: the filters and the order of the API, under its names. */
export interface ListSearch {
  readonly q?: string;
  readonly status?: Subscription['status'];
  readonly dialect?: Subscription['dialect'];
  readonly event?: string;
  /** As `key=value`. */
  readonly label?: string;
  readonly sort?: Sort;
}

export const SORTS: Readonly<Record<Sort, string>> = {
  createdAt: 'Oldest first',
  '-createdAt': 'Newest first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  '-updatedAt': 'Last changed first',
  updatedAt: 'Longest unchanged first',
};
export const DEFAULT_SORT: Sort = 'name';

const STATUSES = ['active', 'inactive'] as const;

/** Takes from an address what it may say; the rest is left out, so that an old or mistyped link still opens the list. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const sort = oneOf(keysOf(SORTS), search.sort);
  const found: ListSearch = {
    q: text(search.q),
    status: oneOf(STATUSES, search.status),
    dialect: oneOf(keysOf(DIALECT_LABELS), search.dialect),
    event: text(search.event),
    label: labelText(search.label),
    sort: sort === DEFAULT_SORT ? undefined : sort,
  };
  return withoutAbsent(found);
}

/** Whether anything narrows the list. */
export const isFiltered = ({ q, status, dialect, event, label }: ListSearch): boolean =>
  [q, status, dialect, event, label].some((filter) => filter !== undefined);

/** The API's query for a page of the list. */
export const listQuery = (
  { label, ...search }: ListSearch,
  limit: number,
  cursor: string | undefined,
): ListQuery => ({
  ...search,
  ...(label === undefined ? {} : { label: [label] }),
  sort: search.sort ?? DEFAULT_SORT,
  limit,
  ...(cursor === undefined ? {} : { cursor }),
});

/** Labels as filters write them: `team=support`. */
export const labelTexts = (labels: Subscription['labels']): readonly string[] =>
  Object.entries(labels).map(([key, value]) => `${key}=${value}`);

function labelText(value: unknown): string | undefined {
  const found = text(value);
  return found !== undefined && found.indexOf('=') > 0 ? found : undefined;
}

/** The router reads `?q=123` as a number. */
function text(value: unknown): string | undefined {
  const written = typeof value === 'number' ? String(value) : value;
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}

function oneOf<const T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value);
}

function keysOf<K extends string>(record: Readonly<Record<K, string>>): readonly K[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record that is written out has no other keys
  return Object.keys(record) as K[];
}

function withoutAbsent(search: ListSearch): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
