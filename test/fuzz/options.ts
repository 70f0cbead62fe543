import { parseArgs } from 'node:util';
import { z } from 'zod';

export const KINDS = ['events', 'api', 'responses'] as const;
export type FuzzKind = (typeof KINDS)[number];

const optionsSchema = z.object({
  /** Of each kind. */
  cases: z.coerce.number().int().min(1).default(100_000),
  /** Decides every case: the same seed makes the same ones. */
  seed: z.coerce.number().int().min(0).default(1),
  /** Absent: all of them. */
  only: z.enum(KINDS).optional(),
});

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly kinds: readonly FuzzKind[];
}

/** Reads the command line; throws with a sentence when it is wrong. */
export function readOptions(args: readonly string[]): FuzzOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { cases: text, seed: text, only: text } });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { cases, seed, only } = parsed.data;
  return { cases, seed, kinds: only === undefined ? KINDS : [only] };
}
