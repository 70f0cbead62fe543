import {
  BUCKETS,
  CONSUMERS,
  STREAMS,
  TIMER_CONSUMERS,
  TIMER_STREAMS,
  type StreamName,
} from '@deskhook/contracts';

/** What a service must be able to do at the broker; deploy/nats grants it, and a test holds this against that. */
export interface ServiceNeeds {
  readonly consumers: readonly (readonly [StreamName, string])[];
  /** Subjects of streams and buckets that it publishes on. */
  readonly publishes: readonly string[];
}

/** No tenant has this name: tenants' names have no underscores. */
const T = 'deskhook_doctor';
const key = (bucket: string) => `$KV.${bucket}.${T}`;

export const SERVICE_NEEDS = {
  gateway: { consumers: [], publishes: [`events.${T}.ticket.created`] },
  subscriptions: {
    consumers: [[STREAMS.notices, CONSUMERS.subscriptionsNotices]],
    publishes: [key(BUCKETS.config), `dead.${T}.x`],
  },
  evaluator: {
    consumers: [[STREAMS.events, CONSUMERS.evaluatorEvents]],
    publishes: [
      `deliveries.${T}.x`,
      `evaluations.${T}`,
      `commands.${T}.x`,
      `notices.${T}.x`,
      `dead.${T}.x`,
      key(BUCKETS.claims),
    ],
  },
  dispatcher: {
    consumers: [
      [STREAMS.deliveries, CONSUMERS.dispatcherDeliveries],
      [STREAMS.deliveries, CONSUMERS.dispatcherOrdered],
      [STREAMS.retries, CONSUMERS.dispatcherRetries],
    ],
    publishes: [
      `attempts.${T}.x`,
      `parked.${T}.x`,
      `notices.${T}.x`,
      `dead.${T}.x`,
      key(BUCKETS.ids),
      key(BUCKETS.endpoints),
      key(BUCKETS.health),
      key(BUCKETS.leases),
      key(BUCKETS.claims),
    ],
  },
  scheduler: {
    consumers: [
      [STREAMS.events, CONSUMERS.schedulerEvents],
      ...TIMER_STREAMS.map((stream, shard) => [stream, TIMER_CONSUMERS[shard] ?? ''] as const),
    ],
    publishes: [`events.${T}.sla.warning`, `dead.${T}.x`, key(BUCKETS.timers), key(BUCKETS.claims)],
  },
  logs: {
    consumers: [
      [STREAMS.events, CONSUMERS.logsEvents],
      [STREAMS.deliveries, CONSUMERS.logsDeliveries],
      [STREAMS.attempts, CONSUMERS.logsAttempts],
      [STREAMS.dead, CONSUMERS.logsDead],
    ],
    publishes: [
      `events.${T}.ticket.created`,
      `deliveries.${T}.x`,
      `commands.${T}.x`,
      `notices.${T}.x`,
      `dead.${T}.x`,
    ],
  },
} as const satisfies Readonly<Record<string, ServiceNeeds>>;

export type ServiceName = keyof typeof SERVICE_NEEDS;
/** Who logs in to the broker. */
export type LoginName = ServiceName | 'provision';

export function needsOf(service: ServiceName): ServiceNeeds {
  return SERVICE_NEEDS[service];
}
