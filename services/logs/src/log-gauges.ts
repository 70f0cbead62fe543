import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { consumerFigures, type Broker } from '@deskhook/messaging';
import { metrics, type GaugeReading } from '@deskhook/telemetry';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { logsMetrics } from './logs.metrics.js';
import type { ReplaysRepository } from './replay/replays.repository.js';

const READ = [
  { stream: STREAMS.events, durable: CONSUMERS.logsEvents },
  { stream: STREAMS.deliveries, durable: CONSUMERS.logsDeliveries },
  { stream: STREAMS.attempts, durable: CONSUMERS.logsAttempts },
  { stream: STREAMS.dead, durable: CONSUMERS.logsDead },
] as const;

/** How far the log is behind, and what it is at work on. */
export class LogGauges implements OnApplicationBootstrap, OnApplicationShutdown {
  private withdraw: readonly (() => void)[] = [];

  constructor(
    private readonly broker: Broker,
    private readonly replays: ReplaysRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.withdraw = [
      metrics.read('logs lag', () => this.lags()),
      metrics.read('logs replays', async () => [
        logsMetrics.replaysRunning.at({}, await this.replays.runningCount()),
      ]),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.withdraw) end();
  }

  private lags(): Promise<readonly GaugeReading[]> {
    return Promise.all(
      READ.map(async (queue) => {
        const { oldestAt } = await consumerFigures(this.broker, queue);
        const ageMs = oldestAt === null ? 0 : Math.max(0, Date.now() - oldestAt);
        return logsMetrics.lag.at({ stream: queue.stream }, ageMs / 1000);
      }),
    );
  }
}
