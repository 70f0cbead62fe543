import { STREAMS } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { TimeoutError, waitUntil } from '../../tools/local-stack/wait-until.js';

/** Streams that somebody consumes. */
const CONSUMED = [STREAMS.events, STREAMS.deliveries, STREAMS.retries, STREAMS.attempts, STREAMS.dead];
/** Streams that must be empty. */
const EMPTIED = [STREAMS.retries, STREAMS.parked];
/** A retry may fire, and its outcome be published, between two looks. */
const QUIET_LOOKS = 5;
const POLL_MS = 200;

/** Waits until nothing is on its way any more: every consumer has settled everything, no retry is armed. */
export async function untilQuiet(broker: Broker, timeoutMs: number): Promise<string | null> {
  let looks = 0;
  let open = 'nothing was seen yet';
  try {
    await waitUntil(
      async () => {
        const found = await openWork(broker).catch((error: unknown) => [`no answer: ${String(error)}`]);
        looks = found.length === 0 ? looks + 1 : 0;
        open = found.join(', ');
        return looks >= QUIET_LOOKS ? true : undefined;
      },
      { what: 'quiet', timeoutMs, pollMs: POLL_MS },
    );
    return null;
  } catch (error) {
    if (error instanceof TimeoutError) return open;
    throw error;
  }
}

async function openWork(broker: Broker): Promise<string[]> {
  const open: string[] = [];
  for (const stream of CONSUMED) {
    for await (const { name, config, num_pending, num_ack_pending } of broker.jsm.consumers.list(stream)) {
      if (config.durable_name === undefined || num_pending + num_ack_pending === 0) continue;
      open.push(`${name}: ${num_pending} pending, ${num_ack_pending} unsettled`);
    }
  }
  for (const stream of EMPTIED) {
    const { messages } = (await broker.jsm.streams.info(stream)).state;
    if (messages > 0) open.push(`${messages} messages in ${stream}`);
  }
  return open;
}

/** How many dead letters there are. */
export async function countDeadLetters(broker: Broker): Promise<number> {
  return (await broker.jsm.streams.info(STREAMS.dead)).state.messages;
}
