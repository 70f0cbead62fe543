import { STREAMS, STREAM_SUBJECTS, TIMER_STREAMS, type StreamName } from '@deskhook/contracts';
import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Ids that follow from the event are remembered this long; the contract promises at least 30 minutes. */
export const DEDUPLICATION_WINDOW_MS = 35 * MINUTE_MS;

/** Shortest window that the broker takes; EVENTS must not rely on publishers' ids (jetstream page, "Dedup"). */
const WINDOW_MIN_MS = 100;

export interface StreamSettings {
  /** Replicas of each stream: 1 on a laptop, 3 in production. */
  readonly replicas: number;
  /** Largest size of each stream that pushes back when it is full, in bytes. */
  readonly bytesMax: number;
}

export type StreamDeclaration = Partial<StreamConfig> & { readonly name: StreamName };

/** Every stream, in one place (jetstream page, "Topology that follows"). */
export function streamDeclarations(settings: StreamSettings): readonly StreamDeclaration[] {
  const limits = (name: StreamName, maxAgeMs: number, windowMs: number): StreamDeclaration => ({
    ...common(name, settings),
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    max_bytes: settings.bytesMax,
    max_age: nanos(maxAgeMs),
    duplicate_window: nanos(windowMs),
  });
  return [
    { ...limits(STREAMS.events, 7 * DAY_MS, WINDOW_MIN_MS), deny_delete: true },
    { ...limits(STREAMS.deliveries, 7 * DAY_MS, DEDUPLICATION_WINDOW_MS), allow_atomic: true },
    { ...limits(STREAMS.attempts, 7 * DAY_MS, DEDUPLICATION_WINDOW_MS), allow_atomic: true },
    limits(STREAMS.dead, 30 * DAY_MS, DEDUPLICATION_WINDOW_MS),
    limits(STREAMS.notices, 7 * DAY_MS, DEDUPLICATION_WINDOW_MS),
    limits(STREAMS.commands, 7 * DAY_MS, DEDUPLICATION_WINDOW_MS),
    // What waits here has no age limit: it would be lost. It is deleted message by message as it is settled. It has no size
    // either, as schedules have none: where order counts, what comes first may be what finds no room, and all others wait for it.
    { ...limits(STREAMS.parked, 0, DEDUPLICATION_WINDOW_MS), max_bytes: -1, allow_atomic: true },
    schedules(STREAMS.retries, settings),
    ...TIMER_STREAMS.map((name) => schedules(name, settings)),
  ];
}

/**
 * A stream that holds time. No max_bytes and no max_age: the one would drop schedules silently, the other delete
 * them; discard new is refused here (jetstream page, "Schedules").
 */
function schedules(name: StreamName, settings: StreamSettings): StreamDeclaration {
  return {
    ...common(name, settings),
    retention: RetentionPolicy.Workqueue,
    discard: DiscardPolicy.Old,
    max_bytes: -1,
    max_age: 0,
    allow_msg_schedules: true,
    allow_msg_ttl: true,
    duplicate_window: nanos(WINDOW_MIN_MS),
  };
}

function common(name: StreamName, settings: StreamSettings): StreamDeclaration {
  return {
    name,
    subjects: [...STREAM_SUBJECTS[name]],
    storage: StorageType.File,
    num_replicas: settings.replicas,
    allow_direct: true,
  };
}
