import { z } from 'zod';
import type { Fill } from './course.js';
import type { Sync } from './stack.js';

/** What `npm run bench -- pipeline` can be told. */
export interface PipelineOptions {
  readonly events: number;
  readonly warmup: number;
  readonly rounds: number;
  readonly rate: number;
  readonly seconds: number;
  readonly sync: Sync;
  readonly fill: Fill;
  readonly contestants: readonly ContestantName[];
  readonly profile: readonly string[];
}

export const CONTESTANTS = ['limit', 'separate', 'all'] as const;
export type ContestantName = (typeof CONTESTANTS)[number];

export const PIPELINE_USAGE = `  --events N        events of a burst (20000)
  --warmup N        events before it, so that the code is compiled and the pools are open (10000)
  --rounds N        rounds; each runs every contestant once on a fresh stack, medians are reported (3)
  --rate N          events a second at the fixed rate (200)
  --seconds N       how long the fixed rate lasts (20)
  --sync WHEN       always (as npm start) or default: when nats-server syncs to the disk
  --fill WHEN       before: a burst's events are stored before the first is taken; during: at the same time
  --only NAMES      contestants, separated by commas: ${CONTESTANTS.join(', ')}
  --profile NAMES   processes to profile, for example limit,evaluator,dispatcher,logs: .cpuprofile files and a ranking
  --quick           a small round that shows that the harness works; its figures mean nothing`;

const count = z.coerce.number().int().min(1);
const list = (text: string): string[] => text.split(',').map((part) => part.trim());

const optionsSchema = z.strictObject({
  events: count.optional(),
  warmup: count.optional(),
  rounds: count.optional(),
  rate: count.optional(),
  seconds: count.optional(),
  sync: z.enum(['always', 'default']).default('always'),
  fill: z.enum(['before', 'during']).default('before'),
  only: z
    .string()
    .transform(list)
    .pipe(z.array(z.enum(CONTESTANTS)))
    .optional(),
  profile: z.string().transform(list).default([]),
  quick: z.boolean().default(false),
});

const FULL = { events: 20_000, warmup: 10_000, rounds: 3, rate: 200, seconds: 20 };
const QUICK = { events: 200, warmup: 50, rounds: 1, rate: 100, seconds: 1 };

/** Parses the command line's flags. */
export function pipelineOptions(flags: object): PipelineOptions {
  const { quick, only, profile, sync, fill, ...sizes } = optionsSchema.parse(flags);
  const usual = quick ? QUICK : FULL;
  return {
    events: sizes.events ?? usual.events,
    warmup: sizes.warmup ?? usual.warmup,
    rounds: sizes.rounds ?? usual.rounds,
    rate: sizes.rate ?? usual.rate,
    seconds: sizes.seconds ?? usual.seconds,
    sync,
    fill,
    profile,
    contestants: only ?? CONTESTANTS,
  };
}
