import { z } from 'zod';

/** What `npm run bench -- sla` can be told. */
export interface SlaOptions {
  /** Timers that run while the rest is measured. */
  readonly timers: number;
  /** Timers of each measurement. */
  readonly sample: number;
  /** The seconds over which the due instants of a measurement are spread. */
  readonly seconds: number;
}

export const SLA_USAGE = `  --timers N        timers that run while the rest is measured (100000); 1000000 takes long
  --sample N        timers that are set, cancelled, fire, and fall due while everything is down (10000)
  --seconds N       how long the timers of the firing take to fall due (60)
  --quick           a small round that shows that the harness works; its figures mean nothing`;

const count = z.coerce.number().int().min(1);
const optionsSchema = z.strictObject({
  timers: count.optional(),
  sample: count.optional(),
  seconds: count.optional(),
  quick: z.boolean().default(false),
});

const FULL = { timers: 100_000, sample: 10_000, seconds: 60 };
const QUICK = { timers: 300, sample: 100, seconds: 3 };

/** Parses the command line's flags. */
export function slaOptions(flags: object): SlaOptions {
  const { quick, ...sizes } = optionsSchema.parse(flags);
  const usual = quick ? QUICK : FULL;
  return {
    timers: sizes.timers ?? usual.timers,
    sample: sizes.sample ?? usual.sample,
    seconds: sizes.seconds ?? usual.seconds,
  };
}
