import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;

/** What keeps work that has ended. */
export interface EndedWork {
  forget(before: Date): Promise<void>;
}

/** Forgets replays and erasures that ended longer ago than the log keeps anything. Idempotent, on any number of replicas. */
export class EndedWorkRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly works: readonly EndedWork[],
    private readonly days: number,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(Date.now()), EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** `now` in epoch milliseconds. */
  async sweep(now: number): Promise<void> {
    try {
      for (const work of this.works) await work.forget(new Date(now - this.days * DAY_MS));
    } catch (error) {
      this.logger.warn({ err: error }, 'ended-work.not-forgotten');
    }
  }
}
