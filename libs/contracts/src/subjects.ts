import { isTenantId, type TimerShard } from '@deskhook/domain';

/** Builders and readers of NATS subjects; nobody else puts subjects together. */
export const subjects = {
  event: (tenant: string, type: string) => `events.${tenant}.${type}`,
  delivery: (tenant: string, subscription: string) => `deliveries.${tenant}.${subscription}`,
  /** Deliveries of a subscription whose order counts: moved to their endpoint's lane before anything is sent. */
  orderedDelivery: (tenant: string, subscription: string) => `deliveries.${tenant}.${subscription}.ordered`,
  /** What the evaluation of one event came to, stored in one step with the deliveries that it made. */
  evaluation: (tenant: string) => `evaluations.${tenant}`,
  /** The lane of one endpoint: its waiting deliveries; `endpoint` is `endpointKey` of the URL. */
  parked: (tenant: string, subscription: string, endpoint: string) =>
    `parked.${tenant}.${subscription}.${endpoint}`,
  /** One schedule for each delivery: publishing again replaces it. */
  retrySet: (tenant: string, subscription: string, delivery: string) =>
    `retries.set.${tenant}.${subscription}.${delivery}`,
  retryDue: (tenant: string, subscription: string) => `retries.due.${tenant}.${subscription}`,
  attempt: (tenant: string, subscription: string) => `attempts.${tenant}.${subscription}`,
  /** One schedule for each ticket; `key` is that of its state. */
  timerSet: (shard: TimerShard, key: string) => `timers.set.${shard}.${key}`,
  timerDue: (shard: TimerShard, tenant: string) => `timers.due.${shard}.${tenant}`,
  /** What the helpdesk is asked to do. */
  command: (tenant: string, action: string) => `commands.${tenant}.${action}`,
  /** Deskhook's own news. */
  notice: (tenant: string, type: string) => `notices.${tenant}.${type}`,
  dead: (tenant: string, stream: string) => `dead.${tenant}.${stream.toLowerCase()}`,
} as const;

/** Everything each stream stores. */
export const STREAM_SUBJECTS = {
  EVENTS: ['events.>'],
  DELIVERIES: ['deliveries.*.*', 'deliveries.*.*.ordered', 'evaluations.*'],
  RETRIES: ['retries.set.>', 'retries.due.>'],
  PARKED: ['parked.*.*.*'],
  ATTEMPTS: ['attempts.*.*'],
  TIMERS: ['timers.set.0.>', 'timers.due.0.>'],
  TIMERS_1: ['timers.set.1.>', 'timers.due.1.>'],
  TIMERS_2: ['timers.set.2.>', 'timers.due.2.>'],
  TIMERS_3: ['timers.set.3.>', 'timers.due.3.>'],
  DEAD: ['dead.>'],
  NOTICES: ['notices.>'],
  COMMANDS: ['commands.>'],
} as const;

export const RETRIES_DUE_FILTER = 'retries.due.>';
export const DELIVERIES_FILTER = 'deliveries.*.*';
export const ORDERED_DELIVERIES_FILTER = 'deliveries.*.*.ordered';
/** What falls due in a shard of the timers. */
export const timersDueFilter = (shard: TimerShard): string => `timers.due.${shard}.>`;

/** Tenant token for a dead letter whose subject names no well-formed tenant. */
export const NO_TENANT = '_';

/** Splits `events.<tenant>.<type>`; null when it is not of that form. */
export function parseEventSubject(
  subject: string,
): { readonly tenant: string; readonly type: string } | null {
  const [root, tenant, ...type] = subject.split('.');
  if (root !== 'events' || tenant === undefined || type.length === 0 || !isTenantId(tenant)) return null;
  return { tenant, type: type.join('.') };
}

/** The second token of any of our subjects, which names the tenant; `_` when it is not a tenant id. */
export function tenantOfSubject(subject: string): string {
  const tenant = subject.split('.')[1];
  return tenant !== undefined && isTenantId(tenant) ? tenant : NO_TENANT;
}
