import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '@deskhook/messaging';

const WAIT_MS_MAX = 2 * 60 * 1000;
const POLL_MS = 100;

/** Waits until no durable consumer has anything left to do and the log holds every attempt. */
export async function untilQuiet(
  broker: Broker,
  loggedAttempts: (() => Promise<number>) | null,
  attempts: number,
): Promise<void> {
  const until = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const busy = await unfinished(broker, loggedAttempts, attempts);
    if (busy.length === 0) return;
    if (Date.now() > until) throw new Error(`not settled in ${WAIT_MS_MAX} ms: ${busy.join('; ')}`);
    await delay(POLL_MS);
  }
}

async function unfinished(
  { jsm }: Broker,
  loggedAttempts: (() => Promise<number>) | null,
  attempts: number,
): Promise<string[]> {
  const busy: string[] = [];
  for await (const stream of jsm.streams.names()) {
    for await (const { name, config, num_pending, num_ack_pending } of jsm.consumers.list(stream)) {
      if (config.durable_name !== undefined && num_pending + num_ack_pending > 0)
        busy.push(`${name} of ${stream} has ${num_pending} messages to come and ${num_ack_pending} at work`);
    }
  }
  const logged = (await loggedAttempts?.()) ?? attempts;
  if (logged < attempts) busy.push(`the log has ${logged} attempts of ${attempts}`);
  return busy;
}
