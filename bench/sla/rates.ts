import type { SlaOptions } from './options.js';
import { armedSchedules, publishAll, secondsToFollow } from './drive.js';
import type { Site } from './site.js';
import { closingEvent, settingEvent, spread, type TicketTimer } from './ticket-timer.js';

const MINUTE_MS = 60_000;
/** Timers that are not to fire fall due between these, long after the measurements. */
const LATER_MS = [120 * MINUTE_MS, 220 * MINUTE_MS] as const;

export interface Filled {
  readonly setPerSecond: number;
  readonly natsMiBBefore: number;
  readonly natsMiB: number;
  readonly schedulerMiB: number;
  readonly armed: number;
}

export interface Rates {
  readonly setPerSecond: number;
  readonly cancelPerSecond: number;
  /** Schedules that are left of the timers that were cancelled. */
  readonly left: number;
}

/** Sets the timers that run while the rest is measured, through the scheduler as any other. */
export async function fill(site: Site, { timers: count }: SlaOptions): Promise<Filled> {
  const natsMiBBefore = site.natsMiB;
  const seconds = await secondsToSet(site, later(1, count));
  return {
    setPerSecond: count / seconds,
    natsMiBBefore,
    natsMiB: site.natsMiB,
    schedulerMiB: site.schedulerMiB,
    armed: await armedSchedules(site.broker),
  };
}

/** How many timers are set, and then cancelled by closing their tickets, in a second. */
export async function setAndCancel(site: Site, first: number, { sample }: SlaOptions): Promise<Rates> {
  const { broker } = site;
  const before = await armedSchedules(broker);
  const timers = later(first, sample);
  const setting = await secondsToSet(site, timers);
  const cancelling = await secondsToFollow(site, () => publishAll(broker, timers, closingEvent));
  return {
    setPerSecond: sample / setting,
    cancelPerSecond: sample / cancelling,
    left: (await armedSchedules(broker)) - before,
  };
}

const later = (first: number, count: number): TicketTimer[] =>
  spread(first, count, Date.now() + LATER_MS[0], LATER_MS[1] - LATER_MS[0]);

function secondsToSet(site: Site, timers: readonly TicketTimer[]): Promise<number> {
  return secondsToFollow(site, () => publishAll(site.broker, timers, settingEvent));
}
