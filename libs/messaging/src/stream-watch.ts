import { setTimeout as delay } from 'node:timers/promises';
import { BUCKETS, STREAMS } from '@deskhook/contracts';
import { isStreamNotFound } from './api-error.js';
import type { Broker } from './nats-connection.js';

/** One of the streams and one of the buckets: a broker that begins anew has neither, or others of the same name. */
const WATCHED = [STREAMS.events, `KV_${BUCKETS.config}`];
const LOOK_EVERY_MS = 2_500;
/** So many times in a row: a node of a cluster that comes back may not know everything yet. */
const MISSED_MAX = 4;

/**
 * Notices that the broker answers and has lost what a service works on, as after its disk was replaced. A broker that is away
 * is none of its business: what waits in it will be there again.
 */
export class StreamWatch {
  readonly #lost = Promise.withResolvers<string>();
  readonly #stopped = new AbortController();
  /** When each was made, as it was when first looked at. */
  readonly #made = new Map<string, string>();
  #fault: string | null = null;

  constructor(private readonly broker: Broker) {
    void this.#watch();
  }

  /** Resolves with a sentence that says what is lost, for good: about ten seconds after it was missed first. */
  get lost(): Promise<string> {
    return this.#lost.promise;
  }

  /** `true`, or a sentence that says what is missing; for health reports. */
  check(): true | string {
    return this.#fault ?? true;
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopped;
    let missed = 0;
    // The first look is at once: what is lost within the first seconds would be taken for what was there.
    while (!signal.aborted) {
      this.#fault = await this.#look();
      missed = this.#fault === null ? 0 : missed + 1;
      if (this.#fault !== null && missed >= MISSED_MAX) return this.#lost.resolve(this.#fault);
      await delay(LOOK_EVERY_MS, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  /** What is wrong with the first that is not as it was. No answer is no news. */
  async #look(): Promise<string | null> {
    for (const name of WATCHED) {
      try {
        const { created } = await this.broker.jsm.streams.info(name);
        if (!this.#made.has(name)) this.#made.set(name, created);
        if (this.#made.get(name) !== created) return `the broker has another ${name} than before`;
      } catch (error) {
        if (isStreamNotFound(error)) return `the broker has no stream ${name}`;
      }
    }
    return null;
  }
}
