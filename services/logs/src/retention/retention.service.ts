import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { RetentionRepository } from './retention.repository.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
const FIRST_AFTER_MS = 60_000;
const CHUNK_ROWS = 2_000;
const CHUNKS_MAX = 2_000;
/** Between two chunks, so that the deletion never stands in the way of the inserts. */
const PAUSE_MS = 200;

/** Forgets, slowly and in the background, what is older than the retention time. */
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();

  constructor(
    private readonly repository: RetentionRepository,
    private readonly days: number,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  onApplicationShutdown(): void {
    this.ending.abort();
  }

  /** Deletes everything that is too old now; returns how many chunks that took. */
  async sweep(now: number): Promise<number> {
    const before = new Date(now - this.days * DAY_MS);
    for (let chunks = 0; chunks < CHUNKS_MAX; chunks++) {
      const deleted = await this.repository.deleteChunk(before, CHUNK_ROWS);
      if (deleted < CHUNK_ROWS) return chunks + 1;
      await this.pause(PAUSE_MS);
    }
    return CHUNKS_MAX;
  }

  private async run(): Promise<void> {
    await this.pause(FIRST_AFTER_MS);
    while (!this.ending.signal.aborted) {
      await this.sweepOnce();
      await this.pause(EVERY_MS);
    }
  }

  private async sweepOnce(): Promise<void> {
    try {
      const chunks = await this.sweep(Date.now());
      this.logger.debug({ chunks }, 'retention.swept');
    } catch (error) {
      const level = error instanceof TransientError ? 'warn' : 'error';
      this.logger[level](
        { reason: error instanceof Error ? error.message : String(error) },
        'retention.failed',
      );
    }
  }

  /** Waits, but not beyond the end of the service. */
  private async pause(timeMs: number): Promise<void> {
    await delay(timeMs, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
  }
}
