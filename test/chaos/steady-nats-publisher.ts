import { setTimeout as delay } from 'node:timers/promises';
import { subjects } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { TimeoutError } from '@nats-io/transport-node';

/** Of one event. The broker may be late on a busy machine: what is sent again has the same message id, and is stored once. */
const TRIES = 5;

interface Settings {
  readonly tenant: string;
  readonly perSecond: number;
  /** Makes the n-th event, from 0. */
  readonly event: (nth: number) => { readonly id: string; readonly type: string };
}

/** Publishes one event after the other over NATS at a steady rate, each of which has to be acknowledged. */
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
    const { perSecond, event } = this.settings;
    let nth = 0;
    while (this.#running) {
      await this.#publish(event(nth++), TRIES);
      this.acknowledged += 1;
      await delay(1_000 / perSecond);
    }
  }

  async #publish(event: ReturnType<Settings['event']>, tries: number): Promise<void> {
    const subject = subjects.event(this.settings.tenant, event.type);
    const options = { msgID: event.id, expect: { streamName: 'EVENTS' } };
    try {
      await this.broker.js.publish(subject, JSON.stringify(event), options);
    } catch (error) {
      if (!(error instanceof TimeoutError) || tries <= 1) throw error;
      await this.#publish(event, tries - 1);
    }
  }
}
