import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { HelpdeskEvent } from './map-event.js';
import type { Publisher } from './publisher.js';

const EVERY_MS = 5_000;
const PREFIX = 'steady-';

/** Whether an event is one of those that only keep the console alive. */
export const isSteady = (eventId: string): boolean => eventId.startsWith(PREFIX);

/** Publishes an event every few seconds, for ever: whoever opens the console sees something happen. */
export async function publishSteadily(
  publisher: Publisher,
  events: readonly HelpdeskEvent[],
): Promise<never> {
  const run = randomBytes(4).toString('hex');
  for (let number = 0; ; number += 1) {
    await delay(EVERY_MS);
    const event = events[number % events.length];
    if (event === undefined) throw new Error('there are no events to publish');
    // The broker may be away for a while: the next one comes in a moment anyway.
    await publisher.publish(event, `${PREFIX}${run}-${number}`).catch(() => undefined);
  }
}
