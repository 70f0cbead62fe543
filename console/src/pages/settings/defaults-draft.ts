import type { Tenant } from '../../api/types.js';
import type { TenantPatch } from './use-tenant-record.js';

type Defaults = Tenant['defaults'];
type DefaultsPatch = NonNullable<TenantPatch['defaults']>;
export type DialectName = NonNullable<Defaults['dialect']>;

export interface HeaderRow {
  readonly name: string;
  readonly value: string;
}

/** The form of the defaults. What is empty or null is left to the dialect. */
export interface DefaultsDraft {
  readonly dialect: DialectName | null;
  readonly headers: readonly HeaderRow[];
  readonly redact: readonly string[];
  /** Null: the dialect's; no delays: no retries. */
  readonly retrySchedule: readonly string[] | null;
  readonly timeoutSeconds: number | null;
  readonly successCodes: string;
  readonly maxRedirects: number | null;
  readonly maxConcurrency: number | null;
  readonly rateLimit: { readonly limit: number; readonly per: string } | null;
  readonly ordering: 'none' | 'ticket' | null;
  readonly traceparent: boolean | null;
}

const SECOND = 1_000;

export function defaultsDraft({
  dialect,
  headers = {},
  redact = [],
  delivery = {},
}: Defaults): DefaultsDraft {
  const { timeoutMs } = delivery;
  return {
    dialect: dialect ?? null,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    redact,
    retrySchedule: delivery.retrySchedule ?? null,
    timeoutSeconds: timeoutMs === undefined ? null : timeoutMs / SECOND,
    successCodes: delivery.successCodes ?? '',
    maxRedirects: delivery.maxRedirects ?? null,
    maxConcurrency: delivery.maxConcurrency ?? null,
    rateLimit: delivery.rateLimit ?? null,
    ordering: delivery.ordering ?? null,
    traceparent: delivery.traceparent ?? null,
  };
}

/** All of the form: null takes a default back. Rows of headers that are blank are left out. */
export function defaultsPatch(draft: DefaultsDraft): DefaultsPatch {
  const { dialect, redact, retrySchedule, timeoutSeconds, successCodes, ordering, traceparent } = draft;
  const headers = draft.headers
    .map(({ name, value }) => [name.trim(), value] as const)
    .filter(([name, value]) => name !== '' || value !== '');
  return {
    dialect,
    headers: headers.length === 0 ? null : Object.fromEntries(headers),
    redact: redact.length === 0 ? null : [...redact],
    delivery: {
      retrySchedule: retrySchedule === null ? null : [...retrySchedule],
      timeoutMs: timeoutSeconds === null ? null : Math.round(timeoutSeconds * SECOND),
      successCodes: successCodes.trim() === '' ? null : successCodes.trim(),
      maxRedirects: draft.maxRedirects,
      maxConcurrency: draft.maxConcurrency,
      rateLimit: draft.rateLimit,
      ordering,
      traceparent,
    },
  };
}

/** Where the API's faults belong, as they are named in its pointers. */
export const DEFAULTS_FIELDS = [
  'defaults.dialect',
  'defaults.headers',
  'defaults.redact',
  'defaults.delivery.retrySchedule',
  'defaults.delivery.timeoutMs',
  'defaults.delivery.successCodes',
  'defaults.delivery.maxRedirects',
  'defaults.delivery.maxConcurrency',
  'defaults.delivery.rateLimit',
  'defaults.delivery.ordering',
  'defaults.delivery.traceparent',
] as const;
export type DefaultsField = (typeof DEFAULTS_FIELDS)[number];

/** What is set, one line each, for those who may not change it. */
export function spokenDefaults(defaults: Defaults): readonly (readonly [name: string, value: string])[] {
  const { dialect, headers, redact, retrySchedule, timeoutSeconds, ...draft } = defaultsDraft(defaults);
  const { successCodes, maxRedirects, maxConcurrency, rateLimit, ordering, traceparent } = draft;
  const lines: readonly (readonly [name: string, value: string | null])[] = [
    ['Dialect', dialect],
    ['Headers', listed(headers.map(({ name }) => name))],
    ['Left out of what is sent', listed(redact)],
    ['Retries', retrySchedule === null ? null : (listed(retrySchedule) ?? 'none')],
    ['Time-out', timeoutSeconds === null ? null : `${timeoutSeconds} s`],
    ['Success codes', successCodes === '' ? null : successCodes],
    ['Redirects', maxRedirects === null ? null : `at most ${maxRedirects}`],
    ['At the same time', maxConcurrency === null ? null : `at most ${maxConcurrency}`],
    ['Rate', rateLimit === null ? null : `at most ${rateLimit.limit} in ${rateLimit.per}`],
    ['Order', ordering === null ? null : ordering === 'ticket' ? 'each ticket in order' : 'none'],
    ['Trace context', traceparent === null ? null : traceparent ? 'sent' : 'not sent'],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

const listed = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(', '));
