import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultPlan } from './fault-plan.js';

/** What can be done to the system under test. */
export interface FaultActions {
  /** Kills at once; the returned function starts again. */
  kill(target: string): Promise<() => Promise<void>>;
  suspend(target: string): Promise<() => Promise<void>>;
  /** Ends gracefully, starts, and returns when it is at work again. */
  restart(target: string): Promise<void>;
  setClockOff(target: string, byMs: number): Promise<() => Promise<void>>;
  fill(stream: string): Promise<() => Promise<void>>;
  /** Whether something that began after that instant has been delivered since. */
  deliveredSince(instant: number): boolean;
}

const OUTAGE_MS_MAX = 60_000;
const LOOK_EVERY_MS = 200;

/** Carries out a plan of faults. Those of one target never overlap, those of different targets may. */
export class FaultInjector {
  readonly injected: Fault[] = [];
  /** The long outage of Postgres, from when it was dead to just before it came back, in epoch milliseconds. */
  outage = { from: 0, to: 0 };
  readonly #busy = new Map<string, Promise<void>>();

  constructor(
    private readonly actions: FaultActions,
    private readonly say: (line: string) => void,
  ) {}

  /** Returns when everything runs again. */
  async run({ faults, outage }: FaultPlan): Promise<void> {
    const begun = performance.now();
    const until = async (atMs: number) => delay(Math.max(0, begun + atMs - performance.now()));
    const longOutage =
      outage.toMs > outage.fromMs
        ? until(outage.fromMs).then(() => this.#outage(outage.toMs - outage.fromMs))
        : Promise.resolve();
    for (const fault of faults) {
      await until(fault.atMs);
      void this.#enqueue(fault, () => this.#inject(fault));
    }
    await longOutage;
    await Promise.all(this.#busy.values());
  }

  async #inject(fault: Fault): Promise<void> {
    this.say(`  ${describe(fault)}`);
    const mend = await this.#begin(fault);
    this.injected.push(fault);
    await delay(fault.lastsMs);
    await mend();
  }

  async #begin({ kind, target, byMs = 0 }: Fault): Promise<() => Promise<void>> {
    switch (kind) {
      case 'kill':
        return this.actions.kill(target);
      case 'suspend':
        return this.actions.suspend(target);
      case 'clock':
        return this.actions.setClockOff(target, byMs);
      case 'full':
        return this.actions.fill(target);
      case 'restart':
        await this.actions.restart(target);
        return async () => undefined;
      default:
        return kind satisfies never;
    }
  }

  async #outage(outageMs: number): Promise<void> {
    const fault: Fault = { atMs: 0, kind: 'kill', target: 'postgres', lastsMs: outageMs };
    await this.#enqueue(fault, async () => {
      this.say(`  Postgres stays down for ${outageMs} ms`);
      const start = await this.actions.kill(fault.target);
      this.injected.push(fault);
      this.outage.from = Date.now();
      await delay(outageMs);
      await this.#untilDelivered(this.outage.from);
      this.outage.to = Date.now();
      await start();
    });
  }

  /** How long processes take to come up is the machine's affair: the outage lasts until they have shown that they can. */
  async #untilDelivered(from: number): Promise<void> {
    while (!this.actions.deliveredSince(from) && Date.now() < from + OUTAGE_MS_MAX)
      await delay(LOOK_EVERY_MS);
  }

  /** Restarts roll: at most one replica is away for that. */
  #enqueue({ kind, target }: Fault, work: () => Promise<void>): Promise<void> {
    const line = kind === 'restart' ? 'restarts' : target;
    const before = [this.#busy.get(line), this.#busy.get(target)].filter((one) => one !== undefined);
    const next = Promise.all(before).then(work);
    // Looked at when the plan is through: until then a failure must not count as unhandled.
    next.catch(() => undefined);
    this.#busy.set(line, next);
    this.#busy.set(target, next);
    return next;
  }
}

function describe({ kind, target, lastsMs, byMs }: Fault): string {
  const after = lastsMs === 0 ? '' : `, ${lastsMs} ms`;
  switch (kind) {
    case 'kill':
      return `kill -9 ${target}${after}`;
    case 'suspend':
      return `SIGSTOP ${target}${after}`;
    case 'restart':
      return `SIGTERM ${target}`;
    case 'clock':
      return `clock of ${target} off by ${byMs} ms${after}`;
    case 'full':
      return `${target} is full${after}`;
    default:
      return kind satisfies never;
  }
}
