import type { LiveFilter } from '../../api/live.js';
import type { BodyOf, DeliveryStatus, QueryOf } from '../../api/types.js';

type DeliveryQuery = Omit<QueryOf<'listDeliveries'>, 'cursor' | 'limit'>;
export type ReplayFilter = Omit<BodyOf<'startReplay'>, 'perSecond' | 'dryRun'>;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Windows that end now, and stay so when the link is opened later. */
export const WINDOWS = [
  { key: '1h', label: 'Last hour', ms: HOUR_MS },
  { key: '24h', label: 'Last 24 hours', ms: 24 * HOUR_MS },
  { key: '7d', label: 'Last 7 days', ms: 7 * 24 * HOUR_MS },
  { key: '30d', label: 'Last 30 days', ms: 30 * 24 * HOUR_MS },
] as const;
type WindowKey = (typeof WINDOWS)[number]['key'];

export const STATUSES = ['pending', 'retrying', 'delivered', 'dead', 'cancelled'] as const;

/** What stands in the address of the list: the API's filters by their names, a moving window, and whether it is live. */
export interface DeliverySearch {
  readonly subscription?: string;
  readonly status?: DeliveryStatus;
  readonly type?: string;
  /** A number where it is one, so that the address reads `ticket=123`. */
  readonly ticket?: string | number;
  readonly event?: string;
  readonly url?: string;
  readonly code?: number;
  readonly error?: string;
  /** An instant or a date. */
  readonly from?: string;
  readonly to?: string;
  readonly within?: WindowKey;
  readonly live?: true;
}

export type FilterKey = Exclude<keyof DeliverySearch, 'live'>;

const CODE_MIN = 100;
const CODE_MAX = 599;

/** Reads an address; what makes no sense there is left out. */
export function readDeliverySearch(raw: Readonly<Record<string, unknown>>): DeliverySearch {
  const { from, to } = { from: instant(raw['from']), to: instant(raw['to']) };
  const isFixed = from !== undefined || to !== undefined;
  const search: DeliverySearch = {
    subscription: text(raw['subscription']),
    status: STATUSES.find((status) => status === raw['status']),
    type: text(raw['type']),
    ticket: ticketOf(text(raw['ticket'])),
    event: text(raw['event']),
    url: text(raw['url']),
    code: codeOf(raw['code']),
    error: text(raw['error']),
    from,
    to,
    within: isFixed ? undefined : WINDOWS.find(({ key }) => key === raw['within'])?.key,
    live: raw['live'] === true || raw['live'] === 'true' || raw['live'] === 1 ? true : undefined,
  };
  return compact(search);
}

/** The search with some of it changed; undefined and empty texts take a filter away. */
export function withFilters(search: DeliverySearch, changes: DeliverySearch): DeliverySearch {
  return readDeliverySearch({ ...search, ...changes });
}

/** The filters of the list; `nowMs` is where a moving window ends. */
export function deliveryQuery(search: DeliverySearch, nowMs: number): DeliveryQuery {
  const { live: _live, within, ticket, ...filters } = search;
  const window = WINDOWS.find(({ key }) => key === within);
  return compact({
    ...filters,
    ticket: ticket === undefined ? undefined : String(ticket),
    from: window === undefined ? filters.from : minuteOf(nowMs - window.ms),
  });
}

/** The filters of the live stream: it is of what happens now, and knows no ids of events. */
export function liveFilter(search: DeliverySearch): LiveFilter {
  const { from: _from, to: _to, event: _event, ...filter } = deliveryQuery(search, 0);
  return filter;
}

/** What a replay of all that the list shows selects; null: there is no filter, or the status is that of what is on its way. */
export function replayFilter(search: DeliverySearch, nowMs: number): ReplayFilter | null {
  const { status, ...others } = deliveryQuery(search, nowMs);
  if (status === 'pending') return null;
  const filter = status === undefined ? others : { ...others, status };
  return Object.keys(filter).length === 0 ? null : filter;
}

export const hasFilters = ({ live: _live, ...filters }: DeliverySearch): boolean =>
  Object.keys(compact(filters)).length > 0;

export function windowLabel(key: WindowKey): string {
  return WINDOWS.find((window) => window.key === key)?.label ?? key;
}

/** To the minute: asking twice within it is asking for the same. */
function minuteOf(ms: number): string {
  return new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS).toISOString();
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

function ticketOf(id: string | undefined): string | number | undefined {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}

function codeOf(value: unknown): number | undefined {
  const code = Number(text(value));
  return Number.isInteger(code) && code >= CODE_MIN && code <= CODE_MAX ? code : undefined;
}

function instant(value: unknown): string | undefined {
  const written = text(value);
  return written === undefined || Number.isNaN(Date.parse(written)) ? undefined : written;
}

/** Without what is not there, which JSON has no word for. */
function compact<T extends object>(record: T): T {
  const kept: T = JSON.parse(JSON.stringify(record));
  return kept;
}
