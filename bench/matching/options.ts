import { z } from 'zod';

/** What `npm run bench -- matching` can be told. */
export interface MatchingOptions {
  /** Numbers of realistic subscriptions, least first. */
  readonly sizes: readonly number[];
  /** json-rules-engine is measured up to this size. */
  readonly engineMax: number;
  /** Whether the hard cases are measured too. */
  readonly hard: boolean;
}

export const MATCHING_USAGE = `  --sizes NUMBERS   subscriptions of one tenant, separated by commas (10,1000,100000,1000000)
  --engine N        measure json-rules-engine up to so many; beyond, one event takes minutes (100000)
  --easy            leave the hard cases out`;

const SMALLEST = 10;

const optionsSchema = z.strictObject({
  sizes: z
    .string()
    .default('10,1000,100000,1000000')
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.number().int().min(SMALLEST)).min(1)),
  engine: z.coerce.number().int().min(0).default(100_000),
  easy: z.boolean().default(false),
});

/** Parses the command line's flags. */
export function matchingOptions(flags: object): MatchingOptions {
  const { sizes, engine, easy } = optionsSchema.parse(flags);
  return { sizes: sizes.toSorted((a, b) => a - b), engineMax: engine, hard: !easy };
}
