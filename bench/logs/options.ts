import { z } from 'zod';

/** What `npm run bench -- logs` can be told. */
export interface LogsOptions {
  /** Attempts that the log is filled with. */
  readonly attempts: number;
  /** Days that they are spread over, the last of them today. */
  readonly days: number;
  /** How often each question is asked. */
  readonly questions: number;
  /** Deliveries a second while the cost of the log to them is measured. */
  readonly rate: number;
  /** How long that takes each time; 0 leaves it out. */
  readonly seconds: number;
}

export const LOGS_USAGE = `  --attempts N      attempts that the log is filled with (5000000), about 20 minutes
  --days N          days that they are spread over (30)
  --questions N     how often each question is asked (200)
  --rate N          deliveries a second with and without the log (1000)
  --seconds N       how long that is measured each time (20); 0 leaves it out
  --quick           a small round that shows that the harness works; its figures mean nothing`;

const count = z.coerce.number().int().min(1);
const optionsSchema = z.strictObject({
  attempts: count.optional(),
  days: count.max(365).optional(),
  questions: count.optional(),
  rate: count.optional(),
  seconds: z.coerce.number().int().min(0).optional(),
  quick: z.boolean().default(false),
});

const FULL: LogsOptions = { attempts: 5_000_000, days: 30, questions: 200, rate: 1_000, seconds: 20 };
const QUICK: LogsOptions = { attempts: 3_000, days: 5, questions: 3, rate: 100, seconds: 0 };

/** Parses the command line's flags. */
export function logsOptions(flags: object): LogsOptions {
  const { quick, ...sizes } = optionsSchema.parse(flags);
  const usual = quick ? QUICK : FULL;
  return {
    attempts: sizes.attempts ?? usual.attempts,
    days: sizes.days ?? usual.days,
    questions: sizes.questions ?? usual.questions,
    rate: sizes.rate ?? usual.rate,
    seconds: sizes.seconds ?? usual.seconds,
  };
}
