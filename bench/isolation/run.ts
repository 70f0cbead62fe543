import { loadavg } from 'node:os';
import type { Figures } from '../pipeline/meters.js';
import { waiting } from './backlog.js';
import type { IsolationOptions } from './options.js';
import { Site, type Steady } from './site.js';

/** What one round gave. */
export interface Round {
  /** The machine's load average of the last minute before it began. */
  readonly loadAverage: number;
  readonly without: Steady;
  readonly with: Steady;
  /** From before the backlog was published until it was taken and logged: the healthy ones got nothing meanwhile. */
  readonly backlogSeconds: number;
  /** Deliveries of the backlog that were not settled at the end. */
  readonly waiting: number;
  /** Requests that hanging endpoints got, and how many of those were open at once at most. */
  readonly hanging: { readonly requests: number; readonly openMax: number };
  readonly residentMiB: Figures;
}

/** A fresh stack: a warm-up, the fixed rate by itself, the backlog for those that hang, the fixed rate beside it. */
export async function runRound(options: IsolationOptions): Promise<Round> {
  const [loadAverage = 0] = loadavg();
  await using owner = new AsyncDisposableStack();
  const site = await Site.start(owner, options);
  await site.steady(Math.ceil(options.warmup / options.rate));
  const without = await site.steady(options.seconds);
  const backlog = await site.fill();
  const beside = await site.steady(options.seconds);
  return {
    loadAverage,
    without,
    with: beside,
    backlogSeconds: backlog.seconds,
    waiting: await waiting(site.broker),
    hanging: await site.hanging(),
    residentMiB: site.residentMiB(),
  };
}
