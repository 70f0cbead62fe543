import { setTimeout as delay } from 'node:timers/promises';
import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';

const POLL_MS = 100;
const WAIT_MS_MAX = 5 * 60 * 1000;
/** In a row: what is between two consumers is seen by none for a moment. */
const QUIET_POLLS = 5;
/** Without anything less. */
const LOOKS = 20;

/**
 * Waits until every event is evaluated, every delivery taken from its stream (sent, in flight, or in its lane), and all of it
 * in the log: what is measured next has the backlog beside it, and not the work of taking it.
 */
export async function untilTaken(broker: Broker): Promise<void> {
  const until = Date.now() + WAIT_MS_MAX;
  for (let quiet = 0; quiet < QUIET_POLLS; await delay(POLL_MS)) {
    if (Date.now() > until) throw new Error(`the backlog was not taken in ${WAIT_MS_MAX} ms`);
    quiet = (await toCome(broker)) === 0 ? quiet + 1 : 0;
  }
}

async function toCome({ jsm }: Broker): Promise<number> {
  let left = 0;
  for (const stream of [STREAMS.events, STREAMS.deliveries, STREAMS.attempts]) {
    for await (const { config, num_pending, num_ack_pending } of jsm.consumers.list(stream)) {
      const holds = config.durable_name === CONSUMERS.dispatcherDeliveries ? 0 : num_ack_pending;
      if (config.durable_name !== undefined) left += num_pending + holds;
    }
  }
  return left;
}

/**
 * Deliveries that are not settled: in their lanes, waiting for a retry, or in flight straight from their stream. One that is
 * moved stands in two places for a moment, and the last healthy ones are about to be settled: it counts what remains.
 */
export async function waiting(broker: Broker): Promise<number> {
  let least = await unsettled(broker);
  for (let looks = 0; looks < LOOKS; looks++) {
    await delay(POLL_MS);
    const now = await unsettled(broker);
    if (now < least) looks = 0;
    least = Math.min(least, now);
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
