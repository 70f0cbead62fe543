import { Random } from './random.js';

export const SERVICES = ['evaluator', 'dispatcher', 'logs', 'subscriptions', 'gateway', 'scheduler'] as const;
export type ServiceName = (typeof SERVICES)[number];
export const REPLICAS = 2;
/** Streams that are made to refuse what they are given, as when a disk quota is reached. */
const FILLED = ['EVENTS', 'DELIVERIES', 'ATTEMPTS'] as const;
/** Whose clock jumps: they set schedules and leases by it. */
const CLOCKS = ['dispatcher', 'evaluator', 'scheduler'] as const;

/**
 * What is done to a target: `kill` is SIGKILL and a start after a while; `suspend` is SIGSTOP, then SIGCONT; `restart` is
 * SIGTERM and a start; `clock` sets a process's clock off for a while; `full` lets a stream take nothing more for a while.
 */
export type FaultKind = 'kill' | 'suspend' | 'restart' | 'clock' | 'full';

/** A fault at an instant of the run. The target is a process (`dispatcher-2`, `nats-server-1`, `postgres`) or a stream. */
export interface Fault {
  readonly atMs: number;
  readonly kind: FaultKind;
  readonly target: string;
  readonly lastsMs: number;
  /** Of `clock`: by how much it is off. */
  readonly byMs?: number;
}

export interface FaultPlan {
  readonly faults: readonly Fault[];
  /** The time for which Postgres is down and the rest has to go on. */
  readonly outage: { readonly fromMs: number; readonly toMs: number };
}

export interface PlanSettings {
  readonly seed: number;
  readonly durationMs: number;
  readonly brokers: number;
  /** Whether clocks can be set off here. */
  readonly clocks: boolean;
  /** Nothing but replicas that are restarted, one after the other. */
  readonly rolling: boolean;
}

const WARM_UP_MS = 2_000;
const OUTAGE_MS_MIN = 6_000;
const OUTAGE_MS_MAX = 15_000;
const AFTER_OUTAGE_MS = 500;
/** The last fault begins so long before the end of the load. */
const TAIL_MS = 5_000;
const FAULT_EVERY_MS = 2_500;
/** Longer than an acknowledgement is waited for and than a lease lasts: whoever comes back has been replaced. */
const SUSPENDED_MS = [6_000, 16_000] as const;
const CLOCK_MS_MAX = 45_000;

/** Any number of targets may be away at once; the faults of one follow each other. */
export function planFaults(settings: PlanSettings): FaultPlan {
  return settings.rolling ? rollingRestart(settings) : randomFaults(settings);
}

/**
 * Random moments for every kind of fault, each target at least once, around one long outage of Postgres during which only
 * the hot path is killed: it has to come up and to deliver without a database.
 */
function randomFaults(settings: PlanSettings): FaultPlan {
  const { seed, durationMs } = settings;
  const random = new Random(seed);
  const outageMs = Math.min(OUTAGE_MS_MAX, Math.max(OUTAGE_MS_MIN, durationMs * 0.15));
  const fromMs = Math.round(durationMs * random.between(0.35, 0.5));
  const outage = { fromMs, toMs: fromMs + outageMs };
  const needed = everyFault(settings, random);
  const count = Math.max(needed.length, Math.round((durationMs - outageMs) / FAULT_EVERY_MS));
  const more = Array.from({ length: count - needed.length }, () => random.pick(asTuple(needed)));
  const faults = random
    .shuffled([...needed, ...more])
    .map((fault) => ({ ...fault, atMs: momentOutside(random, outage, durationMs) }));
  const hotPath = ['evaluator', 'dispatcher'].map((service) => ({
    kind: 'kill' as const,
    target: replicaOf(service, 1),
    atMs: fromMs + AFTER_OUTAGE_MS,
    lastsMs: 0,
  }));
  return { faults: [...faults, ...hotPath].sort((a, b) => a.atMs - b.atMs), outage };
}

type Undated = Omit<Fault, 'atMs'>;

function everyFault({ brokers, clocks }: PlanSettings, random: Random): Undated[] {
  const either = () => 1 + Math.floor(random.next() * REPLICAS);
  const broker = () => replicaOf('nats-server', 1 + Math.floor(random.next() * brokers));
  const suspended = () => Math.round(random.between(...SUSPENDED_MS));
  return [
    ...SERVICES.flatMap((service): Undated[] => [
      { kind: 'kill', target: replicaOf(service, either()), lastsMs: awayMs(random, 3_000) },
      { kind: 'suspend', target: replicaOf(service, either()), lastsMs: suspended() },
    ]),
    { kind: 'restart', target: replicaOf('dispatcher', either()), lastsMs: 0 },
    { kind: 'restart', target: replicaOf('evaluator', either()), lastsMs: 0 },
    { kind: 'kill', target: broker(), lastsMs: awayMs(random, 2_000) },
    { kind: 'suspend', target: broker(), lastsMs: Math.round(random.between(1_000, 4_000)) },
    { kind: 'kill', target: 'postgres', lastsMs: awayMs(random, 3_000) },
    ...FILLED.map((target): Undated => ({ kind: 'full', target, lastsMs: awayMs(random, 4_000) + 1_000 })),
    ...(clocks ? CLOCKS : []).map((service): Undated => {
      const byMs = Math.round(random.between(10_000, CLOCK_MS_MAX)) * (random.chance(0.5) ? 1 : -1);
      return { kind: 'clock', target: replicaOf(service, either()), lastsMs: suspended(), byMs };
    }),
  ];
}

/** Every replica of every service, each as soon as the one before is at work again. */
function rollingRestart({ durationMs }: PlanSettings): FaultPlan {
  const targets = SERVICES.flatMap((service) =>
    Array.from({ length: REPLICAS }, (_, nth) => replicaOf(service, nth + 1)),
  );
  const faults = targets.map((target) => ({
    kind: 'restart' as const,
    target,
    atMs: WARM_UP_MS,
    lastsMs: 0,
  }));
  return { faults, outage: { fromMs: durationMs, toMs: durationMs } };
}

/** The name of a replica's process. */
export const replicaOf = (service: string, nth: number): string => `${service}-${nth}`;

function momentOutside(random: Random, outage: FaultPlan['outage'], durationMs: number): number {
  const before = { from: WARM_UP_MS, to: outage.fromMs - AFTER_OUTAGE_MS };
  const after = { from: outage.toMs + AFTER_OUTAGE_MS, to: durationMs - TAIL_MS };
  const lengths = [before, after].map(({ from, to }) => Math.max(0, to - from));
  const inBefore = random.chance((lengths[0] ?? 0) / ((lengths[0] ?? 0) + (lengths[1] ?? 0)));
  const { from, to } = inBefore ? before : after;
  return Math.round(random.between(from, Math.max(from, to)));
}

const awayMs = (random: Random, max: number): number =>
  random.chance(0.4) ? 0 : Math.round(random.between(200, max));

function asTuple<T>(list: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new RangeError('an empty list');
  return [first, ...rest];
}
