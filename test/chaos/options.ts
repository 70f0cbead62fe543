import { parseArgs } from 'node:util';
import { z } from 'zod';

/** A cluster has three nodes, each with a copy of every stream. */
const CLUSTER_NODES = 3;

const optionsSchema = z.object({
  /** How long events are published and faults injected. */
  seconds: z.coerce.number().min(20).max(86_400).optional(),
  /** Decides the faults, the events and the receiver's moods. */
  seed: z.coerce.number().int().min(0).default(1),
  /** Events per second. */
  rate: z.coerce.number().min(1).max(5_000).default(50),
  /** When the broker hands an unsettled message to somebody else. */
  'ack-wait': z.coerce.number().int().min(1_000).default(5_000),
  /** Three brokers with a copy of each stream on every one, instead of a single one. */
  cluster: z.boolean().default(false),
  /** Nothing but a rolling restart, which must not cause a single duplicate. */
  rolling: z.boolean().default(false),
  /** Where the result goes as JSON. */
  json: z.string().optional(),
});

export interface ChaosOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly rate: number;
  readonly ackWaitMs: number;
  readonly brokers: number;
  readonly rolling: boolean;
  readonly say: (line: string) => void;
}

export interface CommandLine {
  /** The runs that make up what was asked for, one after the other. */
  readonly runs: readonly ChaosOptions[];
  readonly json: string | undefined;
}

/** Ten minutes in all, unless one kind of run is asked for. */
const FULL_SUITE = [
  { seconds: 330, brokers: 1, rolling: false },
  { seconds: 210, brokers: CLUSTER_NODES, rolling: false },
  { seconds: 60, brokers: 1, rolling: true },
] as const;
const SECONDS_DEFAULT = 180;

/** Reads the command line; throws with a sentence when it is wrong. */
export function readOptions(args: readonly string[]): CommandLine {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: text,
      seed: text,
      rate: text,
      'ack-wait': text,
      cluster: flag,
      rolling: flag,
      json: text,
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { 'ack-wait': ackWaitMs, json, seconds, seed, rate, cluster, rolling } = parsed.data;
  const same = { seed, rate, ackWaitMs, say: (line: string) => console.log(line) };
  if (seconds === undefined && !cluster && !rolling)
    return { runs: FULL_SUITE.map((one) => ({ ...same, ...one })), json };
  const brokers = cluster ? CLUSTER_NODES : 1;
  return { runs: [{ ...same, seconds: seconds ?? SECONDS_DEFAULT, brokers, rolling }], json };
}
