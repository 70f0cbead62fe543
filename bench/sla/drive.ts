import { CONSUMERS, STREAMS, subjects } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import type { Site } from './site.js';
import { TENANT } from './ticket-timer.js';

const IN_FLIGHT_MAX = 256;
const PUBLISH_MS_MAX = 30_000;
/** A million timers take their time. */
const FOLLOW_MS_MAX = 60 * 60_000;
const POLL_MS = 20;

/** Publishes the events of the items as a helpdesk does, and returns when all are stored. */
export async function publishAll<T>(
  { js }: Broker,
  items: readonly T[],
  eventOf: (item: T) => { readonly type: string },
): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) {
      const event = eventOf(item);
      const options = { expect: { streamName: STREAMS.events }, timeout: PUBLISH_MS_MAX };
      await js.publish(subjects.event(TENANT, event.type), JSON.stringify(event), options);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, lane));
}

/** Seconds that the scheduler takes for events which were all stored while it was stopped, from the first on. */
export async function secondsToFollow(site: Site, publish: () => Promise<void>): Promise<number> {
  await site.stopScheduler();
  await publish();
  const stored = await behind(site.broker);
  await site.startScheduler();
  await untilBehind(site.broker, (events) => events < stored);
  const began = performance.now();
  await untilFollowed(site.broker);
  return (performance.now() - began) / 1000;
}

/** Returns when the scheduler has taken and acknowledged every event. */
export function untilFollowed(broker: Broker): Promise<void> {
  return untilBehind(broker, (events) => events === 0);
}

async function untilBehind(broker: Broker, isEnough: (events: number) => boolean): Promise<void> {
  await waitUntil(async () => (isEnough(await behind(broker)) ? true : undefined), {
    what: 'the scheduler to follow the events',
    timeoutMs: FOLLOW_MS_MAX,
    pollMs: POLL_MS,
  });
}

/** Events that the scheduler has not acknowledged yet. */
async function behind({ jsm }: Broker): Promise<number> {
  const { num_pending, num_ack_pending } = await jsm.consumers.info(
    STREAMS.events,
    CONSUMERS.schedulerEvents,
  );
  return num_pending + num_ack_pending;
}

/** Schedules that wait for their instant, over all shards. */
export async function armedSchedules({ jsm }: Broker): Promise<number> {
  let armed = 0;
  for await (const { config, state } of jsm.streams.list())
    if (config.name.startsWith(STREAMS.timers)) armed += state.messages;
  return armed;
}
