import { setTimeout as delay } from 'node:timers/promises';
import { BUCKETS, STREAMS } from '@deskhook/contracts';
import { isStreamNotFound } from './api-error.js';
import { BrokerUnfitError } from './broker-version.js';
import type { Broker } from './nats-connection.js';
import { untilBrokerAnswers } from './until-broker-answers.js';

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
  #fault: string | null = null;

  private constructor(
    private readonly broker: Broker,
    /** When each was made, as it was when first looked at. */
    private readonly made: ReadonlyMap<string, string>,
  ) {
    void this.#watch();
  }

  /**
   * Looks once and watches from then on. It waits for that look: what is lost before would be taken for what was there. Throws a
   * BrokerUnfitError when something is missing.
   */
  static async start(broker: Broker): Promise<StreamWatch> {
    const made = new Map<string, string>();
    for (const name of WATCHED) made.set(name, await untilBrokerAnswers(() => whenMade(broker, name)));
    return new StreamWatch(broker, made);
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
    while (!signal.aborted) {
      await delay(LOOK_EVERY_MS, undefined, { ref: false, signal }).catch(() => undefined);
      this.#fault = await this.#look();
      missed = this.#fault === null ? 0 : missed + 1;
      if (this.#fault !== null && missed >= MISSED_MAX) return this.#lost.resolve(this.#fault);
    }
  }

  /** What is wrong with the first that is not as it was. No answer is no news. */
  async #look(): Promise<string | null> {
    for (const name of WATCHED) {
      try {
        const { created } = await this.broker.jsm.streams.info(name);
        if (this.made.get(name) !== created) return `the broker has another ${name} than before`;
      } catch (error) {
        if (isStreamNotFound(error)) return missing(name);
      }
    }
    return null;
  }
}

async function whenMade({ jsm }: Broker, name: string): Promise<string> {
  try {
    return (await jsm.streams.info(name)).created;
  } catch (error) {
    if (isStreamNotFound(error)) throw new BrokerUnfitError(missing(name), { cause: error });
    throw error;
  }
}

function missing(name: string): string {
  return `the broker has no stream ${name}`;
}
