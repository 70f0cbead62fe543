import { setTimeout as delay } from 'node:timers/promises';
import type { HelpdeskEvent } from './map-event.js';
import type { Publisher } from './publisher.js';

export interface ReplayOptions {
  readonly events: readonly HelpdeskEvent[];
  readonly total: number;
  readonly perSecond: number;
  /** Starts every event's id; unique for each run, or the events would be repetitions. */
  readonly runId: string;
  /** Told before each event goes out. */
  readonly onPublish: (id: string, event: HelpdeskEvent, number: number) => void;
}

/** Publishes the recorded events round after round at a steady pace, until the total is reached. */
export async function replay(publisher: Publisher, options: ReplayOptions): Promise<void> {
  const { events, total, perSecond, runId, onPublish } = options;
  const startedAt = performance.now();
  const underWay = new Set<Promise<void>>();
  for (let number = 0; number < total; number += 1) {
    const dueInMs = startedAt + (number * 1000) / perSecond - performance.now();
    if (dueInMs > 0) await delay(dueInMs);
    const event = events[number % events.length];
    if (event === undefined) throw new Error('there are no recorded events to replay');
    const id = `${runId}-${number}`;
    onPublish(id, event, number);
    const publishing = publisher.publish(event, id).finally(() => underWay.delete(publishing));
    underWay.add(publishing);
  }
  await Promise.all(underWay);
}
