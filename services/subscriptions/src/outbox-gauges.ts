import type { Database } from '@deskhook/database';
import { metrics, type GaugeReading } from '@deskhook/telemetry';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { outboxStanding } from './outbox.repository.js';
import { subscriptionsMetrics } from './subscriptions.metrics.js';

interface SeenNote {
  readonly id: string;
  /** In milliseconds of the process's own clock. */
  readonly at: number;
}

/** What of the configuration is not projected yet. Notes bear no time, so the age counts from when one was first seen. */
export class OutboxGauges implements OnApplicationBootstrap, OnApplicationShutdown {
  private oldest: SeenNote | null = null;
  private withdraw: () => void = () => undefined;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.withdraw = metrics.read('subscriptions outbox', () => this.read());
  }

  onApplicationShutdown(): void {
    this.withdraw();
  }

  private async read(): Promise<readonly GaugeReading[]> {
    const { count, oldest } = await this.database.run((manager) => outboxStanding(manager));
    const now = performance.now();
    if (oldest !== this.oldest?.id) this.oldest = oldest === null ? null : { id: oldest, at: now };
    const ageMs = this.oldest === null ? 0 : now - this.oldest.at;
    return [
      subscriptionsMetrics.outboxWaiting.at({}, count),
      subscriptionsMetrics.outboxOldestAge.at({}, ageMs / 1000),
    ];
  }
}
