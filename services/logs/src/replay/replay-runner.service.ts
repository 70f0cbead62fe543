import { randomUUID } from 'node:crypto';
import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ReplayTurnService } from './replay-turn.service.js';
import { ReplayWorkRepository } from './replay-work.repository.js';

/** Replays that a process works on at once. */
const WORKERS = 2;
const IDLE_MS = 1_000;
/** A claim is given back after this long, whatever is left of the batch, */
const TURN_MS = 10_000;
/** and anybody may take it after this long: its process has ended, or stands still. */
const HOLD_MS = 30_000;

/** Works on replays, whoever began them, for as long as the service runs: any replica goes on where another ended. */
export class ReplayRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly workers: Promise<void>[] = [];
  private waking = Promise.withResolvers<void>();

  constructor(
    private readonly work: ReplayWorkRepository,
    private readonly turns: ReplayTurnService,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    for (let count = 0; count < WORKERS; count++) this.workers.push(this.run());
  }

  /** What is being sent is finished and written down, so that nobody needs to wait for the claim to run out. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    this.wake();
    await Promise.all(this.workers);
  }

  /** There is something to do. */
  wake(): void {
    this.waking.resolve();
    this.waking = Promise.withResolvers();
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      if (!(await this.turn())) await this.idle();
    }
  }

  /** Whether there was one to take. */
  private async turn(): Promise<boolean> {
    const holder = randomUUID();
    try {
      const until = Date.now() + TURN_MS;
      const claim = await this.work.claim(holder, HOLD_MS);
      if (claim === null) return false;
      await this.turns.take(claim, holder, until, this.ending.signal);
      return true;
    } catch (error) {
      const level = error instanceof TransientError ? 'debug' : 'error';
      const reason = error instanceof Error ? error.message : String(error);
      this.logger[level]({ reason }, 'replay.not-taken');
      return false;
    }
  }

  private async idle(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, IDLE_MS).unref();
    });
    await Promise.race([pause, this.waking.promise]);
    clearTimeout(timer);
  }
}
