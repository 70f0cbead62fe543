import { z } from 'zod';
import type { Sync } from '../pipeline/stack.js';

/** What `npm run bench -- isolation` can be told. */
export interface IsolationOptions {
  readonly rounds: number;
  readonly healthy: number;
  readonly hanging: number;
  readonly backlog: number;
  readonly rate: number;
  readonly seconds: number;
  readonly warmup: number;
  readonly timeoutMs: number;
  readonly sync: Sync;
  readonly form: 'separate' | 'all';
}

export const ISOLATION_USAGE = `  --rounds N        rounds; each has a fresh stack, medians are reported (3)
  --healthy N       endpoints that answer at once (100)
  --hanging N       endpoints that never answer (20)
  --backlog N       deliveries that wait for those (50000)
  --rate N          events a second for the healthy ones (200)
  --seconds N       how long that is measured, once without and once with the others (30)
  --warmup N        events before it (4000)
  --timeoutMs N     what a hanging endpoint costs an attempt (15000)
  --sync WHEN       always (as npm start) or default: when nats-server syncs to the disk
  --form FORM       separate: each service in a process of its own; all: all of them in one
  --quick           a small round that shows that the harness works; its figures mean nothing`;

const count = z.coerce.number().int().min(1);
const optionsSchema = z.strictObject({
  rounds: count.optional(),
  healthy: count.optional(),
  hanging: count.optional(),
  backlog: count.optional(),
  rate: count.optional(),
  seconds: count.optional(),
  warmup: count.optional(),
  timeoutMs: z.coerce.number().int().min(1_000).max(60_000).optional(),
  sync: z.enum(['always', 'default']).default('always'),
  form: z.enum(['separate', 'all']).default('separate'),
  quick: z.boolean().default(false),
});

const FULL = {
  rounds: 3,
  healthy: 100,
  hanging: 20,
  backlog: 50_000,
  rate: 200,
  seconds: 30,
  warmup: 4_000,
  timeoutMs: 15_000,
};
const QUICK = { ...FULL, rounds: 1, healthy: 10, hanging: 3, backlog: 300, rate: 50, seconds: 1, warmup: 50 };

/** Parses the command line's flags. */
export function isolationOptions(flags: object): IsolationOptions {
  const { quick, sync, form, ...sizes } = optionsSchema.parse(flags);
  const usual = quick ? QUICK : FULL;
  const given = Object.entries(sizes).filter(([, value]) => value !== undefined);
  return { ...usual, ...Object.fromEntries(given), sync, form };
}
