import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultPlan, FaultTarget } from './fault-plan.js';
import type { ChaosStack } from './stack.js';

/** A fault that was done, with what really happened when. */
export interface InjectedFault extends Fault {
  readonly killedAt: number;
  readonly restartedAt: number;
}

const OUTAGE_MS_MAX = 60_000;
const LOOK_EVERY_MS = 200;

/** Kills and restarts by plan. Faults of one target never overlap, those of different targets may. */
export class FaultInjector {
  readonly injected: InjectedFault[] = [];
  /** The long outage of Postgres, from when it was dead to just before it came back, in epoch milliseconds. */
  outage = { from: 0, to: 0 };
  readonly #busy = new Map<FaultTarget, Promise<void>>();

  constructor(
    private readonly stack: ChaosStack,
    private readonly say: (line: string) => void,
    /** Whether something that began after that instant has been delivered since. */
    private readonly deliveredSince: (instant: number) => boolean,
  ) {}

  /** Carries the plan out; returns when everything runs again. */
  async run({ faults, outage }: FaultPlan): Promise<void> {
    const begun = performance.now();
    const until = async (atMs: number) => delay(Math.max(0, begun + atMs - performance.now()));
    const longOutage = until(outage.fromMs).then(() => this.#outage(outage.toMs - outage.fromMs));
    for (const fault of faults) {
      await until(fault.atMs);
      void this.#enqueue(fault, this.#inject(fault));
    }
    await longOutage;
    await Promise.all(this.#busy.values());
  }

  #inject(fault: Fault): () => Promise<void> {
    return async () => {
      const { target, outageMs } = fault;
      this.say(`  kill -9 ${target}${outageMs === 0 ? '' : `, back after ${outageMs} ms`}`);
      const { kill9, restart } = this.#actions(target);
      await kill9();
      const killedAt = Date.now();
      await delay(outageMs);
      this.injected.push({ ...fault, killedAt, restartedAt: Date.now() });
      await restart();
    };
  }

  async #outage(outageMs: number): Promise<void> {
    const fault: Fault = { atMs: 0, target: 'postgres', outageMs };
    await this.#enqueue(fault, async () => {
      this.say(`  Postgres stays down for ${outageMs} ms`);
      await this.stack.parts.postgres.kill9();
      this.outage.from = Date.now();
      await delay(outageMs);
      await this.#untilDelivered(this.outage.from);
      this.outage.to = Date.now();
      this.injected.push({ ...fault, killedAt: this.outage.from, restartedAt: this.outage.to });
      await this.stack.parts.postgres.restart();
    });
  }

  /** How long processes take to come up is the machine's affair: the outage lasts until they have shown that they can. */
  async #untilDelivered(from: number): Promise<void> {
    while (!this.deliveredSince(from) && Date.now() < from + OUTAGE_MS_MAX) await delay(LOOK_EVERY_MS);
  }

  #enqueue({ target }: Fault, work: () => Promise<void>): Promise<void> {
    const next = (this.#busy.get(target) ?? Promise.resolve()).then(work);
    // Looked at when the plan is through: until then a failure must not count as unhandled.
    next.catch(() => undefined);
    this.#busy.set(target, next);
    return next;
  }

  #actions(target: FaultTarget): { kill9: () => Promise<void>; restart: () => Promise<void> } {
    const { nats, postgres, made } = this.stack.parts;
    if (target === 'nats-server') return nats;
    if (target === 'postgres') return postgres;
    const service = made[target];
    return { kill9: () => service.kill9(), restart: () => service.start() };
  }
}
