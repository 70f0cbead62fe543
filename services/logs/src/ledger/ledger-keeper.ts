import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { LedgerIntakeRepository } from './ledger-intake.repository.js';
import type { LedgerRound } from './ledger-round.service.js';
import type { LedgerTurns } from './ledger-turns.js';

const EVERY_MS_MAX = 5_000;
const FORGET_EVERY_MS = 3_600_000;

export interface KeeperSettings {
  readonly graceMs: number;
  readonly retentionDays: number;
}

export interface KeeperParts {
  readonly turns: LedgerTurns;
  readonly round: LedgerRound;
  readonly intake: LedgerIntakeRepository;
}

/** Keeps the ledger up to date: one replica at a time makes a round, every few seconds. */
export class LedgerKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly everyMs: number;
  private running: Promise<void> = Promise.resolve();
  private forgotAt = -Infinity;

  constructor(
    private readonly parts: KeeperParts,
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
      if (await this.parts.turns.take(this.everyMs * 0.9, () => this.close(begun)))
        this.logger.debug({ durationMs: performance.now() - begun }, 'ledger.closed');
    } catch (error) {
      const level = error instanceof TransientError ? 'warn' : 'error';
      this.logger[level]({ err: error }, 'ledger.round-failed');
    }
  }

  private async close(begun: number): Promise<void> {
    const { round, intake } = this.parts;
    await round.run(() => performance.now());
    if (begun - this.forgotAt <= FORGET_EVERY_MS) return;
    await intake.forget(this.settings.retentionDays);
    this.forgotAt = begun;
  }
}
