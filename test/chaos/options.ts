import { parseArgs } from 'node:util';
import { z } from 'zod';

const optionsSchema = z.object({
  /** How long events are published and faults injected. */
  seconds: z.coerce.number().min(20).max(86_400).default(180),
  /** Decides the faults, the events and the receiver's moods. */
  seed: z.coerce.number().int().min(0).default(1),
  /** Events per second. */
  rate: z.coerce.number().min(1).max(5_000).default(50),
  /** When the broker hands an unsettled message to somebody else. */
  'ack-wait': z.coerce.number().int().min(1_000).default(5_000),
  /** Where the result goes as JSON. */
  json: z.string().optional(),
});

export interface ChaosOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly rate: number;
  readonly ackWaitMs: number;
  readonly say: (line: string) => void;
}

/** Reads the command line; throws with a sentence when it is wrong. */
export function readOptions(args: readonly string[]): ChaosOptions & { readonly json: string | undefined } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: text, seed: text, rate: text, 'ack-wait': text, json: text },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { 'ack-wait': ackWaitMs, json, ...rest } = parsed.data;
  return { ...rest, ackWaitMs, json, say: (line) => console.log(line) };
}
