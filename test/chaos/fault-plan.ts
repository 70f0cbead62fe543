import { Random } from './random.js';

/** Services that are killed; any number of them may be down at once. */
export const KILLED_SERVICES = ['evaluator', 'dispatcher', 'logs', 'subscriptions', 'gateway'] as const;
export type KilledService = (typeof KILLED_SERVICES)[number];
export type FaultTarget = KilledService | 'nats-server' | 'postgres';

/** A kill -9 at an instant of the run, and how long the target stays away. */
export interface Fault {
  readonly atMs: number;
  readonly target: FaultTarget;
  readonly outageMs: number;
}

export interface FaultPlan {
  readonly faults: readonly Fault[];
  /** The time for which Postgres is down and the rest has to go on. */
  readonly outage: { readonly fromMs: number; readonly toMs: number };
}

const WARM_UP_MS = 2_000;
const OUTAGE_MS_MIN = 6_000;
const OUTAGE_MS_MAX = 15_000;
/** No other fault lasts longer; so long before the Postgres outage everything else is whole again. */
const FAULT_MS_MAX = 3_000;
const FAULT_EVERY_MS = 3_000;
const TARGETS = [...KILLED_SERVICES, 'nats-server', 'postgres'] as const;

/**
 * Random moments for kills of everything, each target at least once, around one long outage of Postgres during which
 * only the hot path is killed: it has to come up and to deliver without a database.
 */
export function planFaults(seed: number, durationMs: number): FaultPlan {
  const random = new Random(seed);
  const outageMs = Math.min(OUTAGE_MS_MAX, Math.max(OUTAGE_MS_MIN, durationMs * 0.15));
  const fromMs = Math.round(durationMs * random.between(0.35, 0.5));
  const outage = { fromMs, toMs: fromMs + outageMs };
  const count = Math.max(TARGETS.length, Math.round((durationMs - outageMs) / FAULT_EVERY_MS));
  const more = Array.from({ length: count - TARGETS.length }, () => random.pick(TARGETS));
  const faults = random.shuffled([...TARGETS, ...more]).map((target) => ({
    atMs: momentOutside(random, outage, durationMs),
    target,
    outageMs: outageOf(random, target),
  }));
  const hotPath = (['evaluator', 'dispatcher'] as const).map((target) => ({
    atMs: fromMs + 500,
    target,
    outageMs: 0,
  }));
  return { faults: [...faults, ...hotPath].sort((a, b) => a.atMs - b.atMs), outage };
}

function momentOutside(random: Random, outage: FaultPlan['outage'], durationMs: number): number {
  const before = { from: WARM_UP_MS, to: outage.fromMs - FAULT_MS_MAX };
  const after = { from: outage.toMs + 500, to: durationMs - FAULT_MS_MAX };
  const lengths = [before, after].map(({ from, to }) => Math.max(0, to - from));
  const inBefore = random.chance((lengths[0] ?? 0) / ((lengths[0] ?? 0) + (lengths[1] ?? 0)));
  const { from, to } = inBefore ? before : after;
  return Math.round(random.between(from, Math.max(from, to)));
}

function outageOf(random: Random, target: FaultTarget): number {
  if (target === 'postgres') return Math.round(random.between(1_500, FAULT_MS_MAX));
  if (target === 'nats-server') return Math.round(random.between(0, 2_000));
  return random.chance(0.5) ? 0 : Math.round(random.between(200, FAULT_MS_MAX));
}
