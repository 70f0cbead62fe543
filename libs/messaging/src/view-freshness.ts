import { setTimeout as delay } from 'node:timers/promises';
import { BUCKETS, TransientError } from '@deskhook/contracts';
import type { ConfigView } from './config-view.js';
import type { Broker } from './nats-connection.js';

/** Those who ask within this time share one question to the broker. */
const GATHER_MS = 1;
const REACH_MS_MAX = 5_000;

interface Waiting {
  readonly resolve: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Makes sure that a view holds everything that was written before a moment. The broker hands out configuration and
 * events on independent ways, so an event may overtake a subscription that was made before it; to evaluate it with the
 * view as it is would miss a delivery silently.
 */
export class ViewFreshness {
  private waiting: Waiting[] = [];
  private asking = false;

  constructor(
    private readonly broker: Broker,
    private readonly view: ConfigView,
  ) {}

  /** Resolves when the view holds all that was in the bucket when this was called. */
  current(): Promise<void> {
    return new Promise((resolve, refuse) => {
      this.waiting.push({ resolve, refuse });
      if (!this.asking) void this.ask();
    });
  }

  private async ask(): Promise<void> {
    this.asking = true;
    while (this.waiting.length > 0) {
      await delay(GATHER_MS);
      const asked = this.waiting;
      this.waiting = [];
      try {
        await this.view.reached(await this.lastSequence(), REACH_MS_MAX);
        for (const { resolve } of asked) resolve();
      } catch (cause) {
        const error = new TransientError('the view of the configuration is not up to date', { cause });
        for (const { refuse } of asked) refuse(error);
      }
    }
    this.asking = false;
  }

  /** Sequence of the last write to the bucket; 0 when nothing was ever written. */
  private async lastSequence(): Promise<number> {
    const last = await this.broker.jsm.direct.getMessage(`KV_${BUCKETS.config}`, {
      last_by_subj: `$KV.${BUCKETS.config}.>`,
    });
    return last?.seq ?? 0;
  }
}
