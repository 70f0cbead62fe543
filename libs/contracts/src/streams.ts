import type { TimerShard } from '@deskhook/domain';

/** Names of the JetStream streams (jetstream page, "Topology that follows"). */
export const STREAMS = {
  events: 'EVENTS',
  deliveries: 'DELIVERIES',
  retries: 'RETRIES',
  parked: 'PARKED',
  attempts: 'ATTEMPTS',
  timers: 'TIMERS',
  timers1: 'TIMERS_1',
  timers2: 'TIMERS_2',
  timers3: 'TIMERS_3',
  dead: 'DEAD',
  notices: 'NOTICES',
  commands: 'COMMANDS',
} as const;
export type StreamName = (typeof STREAMS)[keyof typeof STREAMS];

/** The stream of each shard of the timers. */
export const TIMER_STREAMS = [
  STREAMS.timers,
  STREAMS.timers1,
  STREAMS.timers2,
  STREAMS.timers3,
] as const satisfies Record<TimerShard, StreamName>;

/** Names of the key-value buckets. */
export const BUCKETS = {
  /** What the hot path needs of tenants, keys and subscriptions; a projection of Postgres. */
  config: 'DESKHOOK_CONFIG',
  /** Authoritative state of the tickets' SLA clocks. */
  timers: 'DESKHOOK_TIMERS',
  /** Integers that stand for keys of tenants' helpdesks which are none. */
  ids: 'DESKHOOK_IDS',
  /** What was learnt about endpoints: which form of a dialect they take. */
  endpoints: 'DESKHOOK_ENDPOINTS',
  /** Which endpoints are in trouble, and since when. */
  health: 'DESKHOOK_HEALTH',
  /** Which dispatcher drains the waiting deliveries of which endpoint. */
  leases: 'DESKHOOK_LEASES',
  /** Who was first in a time window; entries vanish by age. */
  claims: 'DESKHOOK_CLAIMS',
} as const;

/** How long a claim can last at most, in milliseconds. */
export const CLAIM_MS_MAX = 7 * 86_400_000;

/** Names of the durable consumers: one for each service and stream that it reads. */
export const CONSUMERS = {
  evaluatorEvents: 'evaluator',
  dispatcherDeliveries: 'dispatcher',
  dispatcherRetries: 'dispatcher-retries',
  dispatcherOrdered: 'dispatcher-ordered',
  schedulerEvents: 'scheduler',
  schedulerTimers: 'scheduler-timers',
  schedulerTimers1: 'scheduler-timers-1',
  schedulerTimers2: 'scheduler-timers-2',
  schedulerTimers3: 'scheduler-timers-3',
  subscriptionsNotices: 'subscriptions-notices',
  logsEvents: 'logs-events',
  logsDeliveries: 'logs-deliveries',
  logsAttempts: 'logs-attempts',
  logsDead: 'logs-dead',
} as const;

/** The consumer of each shard of the timers. */
export const TIMER_CONSUMERS = [
  CONSUMERS.schedulerTimers,
  CONSUMERS.schedulerTimers1,
  CONSUMERS.schedulerTimers2,
  CONSUMERS.schedulerTimers3,
] as const satisfies Record<TimerShard, string>;

/** Largest event that is accepted, in bytes of the whole message payload (contract, section 1). */
export const EVENT_BYTES_MAX = 1_000_000;
