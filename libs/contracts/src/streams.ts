/** Names of the JetStream streams (jetstream page, "Topology that follows"). */
export const STREAMS = {
  events: 'EVENTS',
  deliveries: 'DELIVERIES',
  retries: 'RETRIES',
  attempts: 'ATTEMPTS',
  timers: 'TIMERS',
  dead: 'DEAD',
  notices: 'NOTICES',
  commands: 'COMMANDS',
} as const;
export type StreamName = (typeof STREAMS)[keyof typeof STREAMS];

/** Names of the key-value buckets. */
export const BUCKETS = {
  /** What the hot path needs of tenants, keys and subscriptions; a projection of Postgres. */
  config: 'DESKHOOK_CONFIG',
  /** Authoritative state of the SLA timers. */
  timers: 'DESKHOOK_TIMERS',
  /** Integers that stand for keys of tenants' helpdesks which are none. */
  ids: 'DESKHOOK_IDS',
  /** What was learnt about endpoints: which form of a dialect they take. */
  endpoints: 'DESKHOOK_ENDPOINTS',
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
  schedulerEvents: 'scheduler',
  schedulerTimers: 'scheduler-timers',
  logsEvents: 'logs-events',
  logsDeliveries: 'logs-deliveries',
  logsAttempts: 'logs-attempts',
  logsDead: 'logs-dead',
} as const;

/** Largest event that is accepted, in bytes of the whole message payload (contract, section 1). */
export const EVENT_BYTES_MAX = 1_000_000;
