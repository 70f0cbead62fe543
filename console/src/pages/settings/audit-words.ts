import type { AnswerOf } from '../../api/types.js';

export type AuditEntry = AnswerOf<'listAuditLog'>['items'][number];

/** What was done, by the ids of the API's operations; `disableEndpoint` is Deskhook's own. */
const DONE: Readonly<Record<string, string>> = {
  createSubscription: 'created the subscription',
  patchSubscription: 'changed the subscription',
  deleteSubscription: 'deleted the subscription',
  bulkSubscriptions: 'changed several subscriptions',
  cloneSubscription: 'cloned the subscription',
  testSubscription: 'sent a test from the subscription',
  rotateSubscriptionSecret: 'rotated the secret of the subscription',
  importTrigger: 'imported a trigger as the subscription',
  disableEndpoint: 'stopped sending to a URL of the subscription',
  replayDelivery: 'replayed the delivery',
  startReplay: 'started the replay',
  cancelReplay: 'cancelled the replay',
  replayDeadLetter: 'replayed the dead letter',
  startDeadLetterReplay: 'started the replay of dead letters',
  createCalendar: 'created the calendar',
  putCalendar: 'saved the calendar',
  patchCalendar: 'changed the calendar',
  deleteCalendar: 'deleted the calendar',
  createSlaPolicy: 'created the SLA policy',
  putSlaPolicy: 'saved the SLA policy',
  patchSlaPolicy: 'changed the SLA policy',
  deleteSlaPolicy: 'deleted the SLA policy',
  createConnector: 'created the connector',
  patchConnector: 'changed the connector',
  deleteConnector: 'deleted the connector',
  putTenant: 'saved the tenant',
  patchTenant: 'changed the tenant',
  deleteTenant: 'deleted the tenant',
  rotateTenantSecret: 'rotated the default secret of the tenant',
  createApiKey: 'created the API key',
  deleteApiKey: 'deleted the API key',
  startErasure: 'started the erasure',
};

export const OPERATIONS: readonly string[] = Object.keys(DONE).sort();

/** What somebody has done, in words; an operation without words of its own is named. */
export const doneIn = (operation: string): string => DONE[operation] ?? `did ${operation} to`;

export function actorName({ kind, id, name }: AuditEntry['actor']): string {
  switch (kind) {
    case 'root':
      return 'The root key';
    case 'key':
      return name ?? id;
    case 'system':
      return `Deskhook (${id})`;
    default:
      return kind satisfies never;
  }
}

/** A value of a change on one line; null: there was or is none. */
export function spokenValue(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (!isList) return JSON.stringify(value);
  return value.length === 0 ? 'none' : value.join(', ');
}

export interface AuditFilters {
  readonly actor?: string;
  readonly operation?: string;
  readonly target?: string;
}

/** The filters of the audit log that an address has. */
export function auditFilters(search: Readonly<Record<string, unknown>>): AuditFilters {
  const actor = textOf(search['actor']);
  const operation = textOf(search['operation']);
  const target = textOf(search['target']);
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(operation === undefined ? {} : { operation }),
    ...(target === undefined ? {} : { target }),
  };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
