import { z } from 'zod';
import type { Sync } from '../pipeline/stack.js';
import { MODES, type ModeName } from './mode.js';

/** What `npm run bench -- tracing` can be told. */
export interface TracingOptions {
  readonly events: number;
  readonly warmup: number;
  readonly rounds: number;
  readonly form: 'all' | 'separate';
  readonly sync: Sync;
  readonly modes: readonly ModeName[];
  readonly profile: readonly ModeName[];
}

export const TRACING_USAGE = `  --events N        events of a burst (5000)
  --warmup N        events before the first round, in each mode (15000)
  --rounds N        rounds; in each, every mode has a burst right after the other; medians are reported (9, at least 5)
  --form FORM       all: every service in one process; separate: each in its own (all)
  --sync WHEN       always (as npm start) or default: when nats-server syncs to the disk
  --only MODES      modes, separated by commas: ${MODES.join(', ')}; off is what the others are compared with
  --profile MODES   modes to profile: .cpuprofile files, over the whole run
  --quick           a small round that shows that the harness works; its figures mean nothing`;

const count = z.coerce.number().int().min(1);
const modes = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.enum(MODES)));

/** Of fewer, the quartiles say nothing that the best and the worst do not. */
const ROUNDS_MIN = 5;

const optionsSchema = z
  .strictObject({
    events: count.optional(),
    warmup: count.optional(),
    rounds: count.optional(),
    form: z.enum(['all', 'separate']).default('all'),
    sync: z.enum(['always', 'default']).default('always'),
    only: modes.optional(),
    profile: modes.optional(),
    quick: z.boolean().default(false),
  })
  .refine(
    ({ quick, profile, rounds = ROUNDS_MIN }) => quick || profile !== undefined || rounds >= ROUNDS_MIN,
    {
      path: ['rounds'],
      message: `at least ${ROUNDS_MIN} are needed to tell the cost from the noise; --quick and --profile take fewer`,
    },
  );

const FULL = { events: 5_000, warmup: 15_000, rounds: 9 };
const QUICK = { events: 100, warmup: 50, rounds: 1 };

/** Parses the command line's flags. */
export function tracingOptions(flags: object): TracingOptions {
  const { quick, only, profile, form, sync, ...sizes } = optionsSchema.parse(flags);
  const usual = quick ? QUICK : FULL;
  return {
    events: sizes.events ?? usual.events,
    warmup: sizes.warmup ?? usual.warmup,
    rounds: sizes.rounds ?? usual.rounds,
    form,
    sync,
    modes: only ?? MODES,
    profile: profile ?? [],
  };
}
