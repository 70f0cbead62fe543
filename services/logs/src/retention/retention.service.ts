import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { LogDays } from './log-days.js';
import { dayOf } from './log-tables.js';
import type { PartitionsRepository } from './partitions.repository.js';
import type { RetentionRepository } from './retention.repository.js';

const EVERY_MS = 3_600_000;
const AGAIN_AFTER_MS = 30_000;
/** Today, and so many days after it. */
const DAYS_AHEAD = 3;

export interface RetentionParts {
  readonly days: LogDays;
  readonly partitions: PartitionsRepository;
  readonly repository: RetentionRepository;
}

/** Makes the partitions of the next days, and forgets by dropping those that are older than the retention time. */
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();

  constructor(
    private readonly parts: RetentionParts,
    private readonly retentionDays: number,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  onApplicationShutdown(): void {
    this.ending.abort();
  }

  /**
   * Prepares what comes and drops what is too old; returns how many partitions went. `now` in epoch milliseconds; what the
   * database's clock does not call too old as well stays, so that no one wrong clock empties the log.
   */
  async sweep(now: number, databaseNow?: number): Promise<number> {
    const { days, partitions, repository } = this.parts;
    const today = dayOf(now);
    await days.prepare(new Set(Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => today + ahead)));
    const clock = databaseNow ?? (await repository.clock());
    const oldest = dayOf(Math.min(now, clock)) - this.retentionDays;
    const old = (await partitions.existing()).filter(({ day }) => day < oldest);
    for (const partition of old) {
      days.forget(partition.day);
      await partitions.drop(partition);
    }
    await repository.removeTerms(oldest);
    return old.length;
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) await this.pause(await this.sweepOnce());
  }

  /** Gives the time after which to sweep again. */
  private async sweepOnce(): Promise<number> {
    try {
      const dropped = await this.sweep(Date.now());
      this.logger.debug({ dropped }, 'retention.swept');
      return EVERY_MS;
    } catch (error) {
      const level = error instanceof TransientError ? 'warn' : 'error';
      this.logger[level](
        { reason: error instanceof Error ? error.message : String(error) },
        'retention.failed',
      );
      return AGAIN_AFTER_MS;
    }
  }

  /** Waits, but not beyond the end of the service. */
  private async pause(timeMs: number): Promise<void> {
    await delay(timeMs, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
  }
}
