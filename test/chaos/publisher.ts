import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { subjects } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { Random } from './random.js';
import { chaosEvent, type ChaosEvent, type EventFacts } from './scenario.js';

/** An event that the broker has acknowledged. */
export interface AcceptedEvent extends EventFacts {
  readonly acceptedAt: number;
}

const TICK_MS = 20;
const ANSWER_MS = 2_000;
const AGAIN_MS = 100;
/** A helpdesk's own queue; beyond it the publisher waits. */
const UNCONFIRMED_MAX = 2_000;

/** Publishes at a steady rate, like a helpdesk: what is not confirmed is published again under the same id. */
export class ChaosPublisher {
  readonly accepted: AcceptedEvent[] = [];
  /** Publications whose outcome was unknown and that were made again. */
  republished = 0;
  #made = 0;
  #unconfirmed = 0;
  #running = true;
  #work: Promise<void> = Promise.resolve();
  readonly #random: Random;

  constructor(
    private readonly broker: Broker,
    private readonly settings: { readonly seed: number; readonly rate: number; readonly file: string },
  ) {
    this.#random = new Random(settings.seed + 1);
  }

  start(): void {
    this.#work = this.#publishSteadily();
  }

  /** Ends the load and waits until every event that was begun is accepted. */
  async finish(timeoutMs: number): Promise<void> {
    this.#running = false;
    await this.#work;
    await waitUntil(() => (this.#unconfirmed === 0 ? true : undefined), {
      what: 'every event to be accepted',
      timeoutMs,
    });
    const lines = this.accepted.map((event) => JSON.stringify(event));
    await appendFile(this.settings.file, `${lines.join('\n')}\n`);
  }

  async #publishSteadily(): Promise<void> {
    const begun = performance.now();
    let skipped = 0;
    while (this.#running) {
      const due = Math.floor(((performance.now() - begun) * this.settings.rate) / 1_000) - skipped;
      const room = Math.max(0, UNCONFIRMED_MAX - this.#unconfirmed);
      if (due - this.#made > room) skipped += due - this.#made - room;
      for (const end = Math.min(due, this.#made + room); this.#made < end;) void this.#publishNext();
      await delay(TICK_MS);
    }
  }

  async #publishNext(): Promise<void> {
    const event = chaosEvent(this.#random, this.settings.seed, this.#made++);
    this.#unconfirmed += 1;
    while (!(await this.#tryPublish(event))) {
      this.republished += 1;
      await delay(AGAIN_MS);
    }
    const { body: _, ...facts } = event;
    this.accepted.push({ ...facts, acceptedAt: Date.now() });
    this.#unconfirmed -= 1;
  }

  async #tryPublish(event: ChaosEvent): Promise<boolean> {
    try {
      await this.broker.js.publish(subjects.event(event.tenant, event.type), event.body, {
        expect: { streamName: 'EVENTS' },
        timeout: ANSWER_MS,
      });
      return true;
    } catch {
      return false;
    }
  }
}
