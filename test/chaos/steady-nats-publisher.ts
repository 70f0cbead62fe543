import { setTimeout as delay } from 'node:timers/promises';
import { subjects } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';

interface Settings {
  readonly tenant: string;
  readonly perSecond: number;
  /** Makes the n-th event, from 0. */
  readonly event: (nth: number) => { readonly type: string };
}

/** Publishes one event after the other over NATS at a steady rate, each of which has to be acknowledged at once. */
export class SteadyNatsPublisher {
  acknowledged = 0;
  #running = false;
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly broker: Broker,
    private readonly settings: Settings,
  ) {}

  start(): void {
    this.#running = true;
    this.#work = this.#publishSteadily();
    // Looked at when it is finished: until then a failure must not count as unhandled.
    this.#work.catch(() => undefined);
  }

  /** Throws when an event was not acknowledged. */
  async finish(): Promise<void> {
    this.#running = false;
    await this.#work;
  }

  async #publishSteadily(): Promise<void> {
    const { tenant, perSecond, event } = this.settings;
    let nth = 0;
    while (this.#running) {
      const made = event(nth++);
      await this.broker.js.publish(subjects.event(tenant, made.type), JSON.stringify(made), {
        expect: { streamName: 'EVENTS' },
      });
      this.acknowledged += 1;
      await delay(1_000 / perSecond);
    }
  }
}
