import { setTimeout as delay } from 'node:timers/promises';
import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';

const POLL_MS = 100;
const WAIT_MS_MAX = 5 * 60 * 1000;
/** In a row: what is between two consumers is seen by none for a moment. */
const QUIET_POLLS = 5;
const LOOKS = 10;

/** Waits until every event is evaluated and every delivery taken from its stream: sent, in flight, or in its lane. */
export async function untilTaken({ jsm }: Broker): Promise<void> {
  const until = Date.now() + WAIT_MS_MAX;
  for (let quiet = 0; quiet < QUIET_POLLS; await delay(POLL_MS)) {
    if (Date.now() > until) throw new Error(`the backlog was not taken in ${WAIT_MS_MAX} ms`);
    const events = await jsm.consumers.info(STREAMS.events, CONSUMERS.evaluatorEvents);
    const deliveries = await jsm.consumers.info(STREAMS.deliveries, CONSUMERS.dispatcherDeliveries);
    const left = events.num_pending + events.num_ack_pending + deliveries.num_pending;
    quiet = left === 0 ? quiet + 1 : 0;
  }
}

/**
 * Deliveries that are not settled: in their lanes, waiting for a retry, or in flight straight from their stream. One that is
 * moved stands in two places for a moment, so the least of several looks counts.
 */
export async function waiting(broker: Broker): Promise<number> {
  let least = Infinity;
  for (let look = 0; look < LOOKS; look++) {
    least = Math.min(least, await unsettled(broker));
    await delay(POLL_MS);
  }
  return least;
}

async function unsettled({ jsm }: Broker): Promise<number> {
  const held = async (stream: string) => (await jsm.streams.info(stream)).state.messages;
  const { num_pending, num_ack_pending } = await jsm.consumers.info(
    STREAMS.deliveries,
    CONSUMERS.dispatcherDeliveries,
  );
  return (await held(STREAMS.parked)) + (await held(STREAMS.retries)) + num_pending + num_ack_pending;
}
