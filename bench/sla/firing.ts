import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { breachesOnceQuiet, countBreaches } from './breaches.js';
import { publishAll, untilFollowed } from './drive.js';
import type { SlaOptions } from './options.js';
import type { Site } from './site.js';
import { settingEvent, spread, type TicketTimer } from './ticket-timer.js';
import { verdictOn, type Verdict } from './verdict.js';

const SECOND_MS = 1_000;
const ANSWER_MS_MAX = 120_000;
/** The timers of the restart fall due so many times as densely; everything is killed half way. */
const BURST_DENSITY = 6;
/** Until the first timer falls due, beside three times the time that setting them should take: on a busy machine it takes longer. */
const LEAD_MS = 3 * SECOND_MS;

export interface Restarted extends Verdict {
  /** Timers that had been told when everything was killed. */
  readonly toldBefore: number;
  /** From the start of the broker until it answered, the scheduler was ready, and timers had been told. */
  readonly brokerSeconds: number;
  readonly readySeconds: number;
  readonly toldSeconds: { readonly p99: number; readonly last: number };
}

/** Timers that fall due evenly over some time. */
export async function fire(
  site: Site,
  first: number,
  setPerSecond: number,
  options: SlaOptions,
): Promise<Verdict> {
  const earlier = await told(site);
  const timers = await soon(site, first, setPerSecond, { ...options, spanMs: options.seconds * SECOND_MS });
  await until(lastDue(timers));
  return verdictOn(timers, await breachesOnceQuiet(site.broker, earlier + timers.length));
}

/** Timers that fall due while broker and scheduler are killed with -9, half way, and started again after the last. */
export async function restart(
  site: Site,
  first: number,
  setPerSecond: number,
  options: SlaOptions,
): Promise<Restarted> {
  const earlier = await told(site);
  const spanMs = (options.seconds * SECOND_MS) / BURST_DENSITY;
  const timers = await soon(site, first, setPerSecond, { ...options, spanMs });
  const last = lastDue(timers);
  await until(last - spanMs / 2);
  await site.kill();
  await until(last + SECOND_MS);
  const began = Date.now();
  const secondsSince = (at: number): number => (at - began) / SECOND_MS;
  await site.startBroker('always');
  const brokerSeconds = secondsSince(Date.now());
  const toldBefore = (await told(site)) - earlier;
  await site.startScheduler();
  const readySeconds = secondsSince(Date.now());
  const verdict = verdictOn(timers, await breachesOnceQuiet(site.broker, earlier + timers.length));
  return {
    ...verdict,
    toldBefore,
    brokerSeconds,
    readySeconds,
    toldSeconds: { p99: secondsSince(verdict.toldAt.p99), last: secondsSince(verdict.toldAt.last) },
  };
}

/** Sets timers that fall due evenly over a span that begins when the scheduler has set them all. */
async function soon(
  { broker }: Site,
  first: number,
  setPerSecond: number,
  { sample, spanMs }: { readonly sample: number; readonly spanMs: number },
): Promise<TicketTimer[]> {
  const from = Date.now() + (3 * sample * SECOND_MS) / setPerSecond + LEAD_MS;
  const timers = spread(first, sample, from, spanMs);
  await publishAll(broker, timers, settingEvent);
  await untilFollowed(broker);
  if (Date.now() > from)
    throw new Error('the timers fell due before all were set: nothing could be measured');
  return timers;
}

function told({ broker }: Site): Promise<number> {
  return waitUntil(() => countBreaches(broker), { what: 'the breaches', timeoutMs: ANSWER_MS_MAX });
}

const lastDue = (timers: readonly TicketTimer[]): number => timers.at(-1)?.due ?? 0;

async function until(instant: number): Promise<void> {
  await delay(Math.max(0, instant - Date.now()));
}
