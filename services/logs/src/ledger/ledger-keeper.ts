import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { LedgerIntakeRepository } from './ledger-intake.repository.js';
import type { LedgerRound } from './ledger-round.service.js';

const EVERY_MS_MAX = 5_000;
const FORGET_EVERY_MS = 3_600_000;

export interface KeeperSettings {
  readonly graceMs: number;
  readonly retentionDays: number;
}

/** Keeps the ledger up to date: one replica at a time makes a round, every few seconds. */
export class LedgerKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly everyMs: number;
  private running: Promise<void> = Promise.resolve();
  private forgotAt = -Infinity;

  constructor(
    private readonly round: LedgerRound,
    private readonly intake: LedgerIntakeRepository,
    private readonly settings: KeeperSettings,
    private readonly logger: Logger,
  ) {
    this.everyMs = Math.min(EVERY_MS_MAX, settings.graceMs / 3);
  }

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** The round in hand is finished while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      await this.keep();
      await delay(this.everyMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
  }

  private async keep(): Promise<void> {
    const begun = performance.now();
    try {
      if (!(await this.intake.beginRound(this.everyMs * 0.9))) return;
      await this.round.run(() => performance.now());
      if (begun - this.forgotAt > FORGET_EVERY_MS) {
        await this.intake.forget(this.settings.retentionDays);
        this.forgotAt = begun;
      }
      this.logger.debug({ durationMs: performance.now() - begun }, 'ledger.closed');
    } catch (error) {
      const level = error instanceof TransientError ? 'warn' : 'error';
      this.logger[level]({ err: error }, 'ledger.round-failed');
    }
  }
}
