import { CONSUMERS, STREAMS, type StreamName } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import type { ConsumerDeclaration } from '@deskhook/messaging';
import { readConfig, type Logger, type ServiceContext, type ServiceDefinition } from '@deskhook/runtime';
import type { Provider } from '@nestjs/common';
import { BacktestEventsRepository } from './backtest/backtest-events.repository.js';
import { BacktestRpc } from './backtest/backtest.rpc.js';
import { BacktestService } from './backtest/backtest.service.js';
import { AttemptsConsumer } from './ingest/attempts.consumer.js';
import { AttemptsRepository } from './ingest/attempts.repository.js';
import { BatchKeeper } from './ingest/batch-keeper.js';
import { DeadLettersConsumer } from './ingest/dead-letters.consumer.js';
import { DeadLettersRepository } from './ingest/dead-letters.repository.js';
import { DeliveriesConsumer } from './ingest/deliveries.consumer.js';
import { DeliveriesRepository } from './ingest/deliveries.repository.js';
import { EventsConsumer } from './ingest/events.consumer.js';
import { EventsRepository } from './ingest/events.repository.js';
import { LogTerms } from './ingest/log-terms.js';
import { ledgerProviders } from './ledger/ledger-providers.js';
import { LedgerRpc } from './ledger/ledger.rpc.js';
import { erasureProviders } from './erasure/erasure-providers.js';
import { ErasuresRepository } from './erasure/erasures.repository.js';
import { ErasuresRpc } from './erasure/erasures.rpc.js';
import { LogGauges } from './log-gauges.js';
import { logsConfigSchema, type LogsConfig } from './logs.config.js';
import { DatabaseLifecycle, logDatabase } from './log-database.js';
import { SubscriptionHealthRepository } from './health/subscription-health.repository.js';
import { SubscriptionHealthRpc } from './health/subscription-health.rpc.js';
import { SubscriptionHealthService } from './health/subscription-health.service.js';
import { FailingEndpointsRepository } from './overview/failing-endpoints.repository.js';
import { OverviewRepository } from './overview/overview.repository.js';
import { OverviewRpc } from './overview/overview.rpc.js';
import { OverviewService } from './overview/overview.service.js';
import { DeadLetterLogRepository } from './query/dead-letter-log.repository.js';
import { DeadLettersRpc } from './query/dead-letters.rpc.js';
import { DeliveriesRpc } from './query/deliveries.rpc.js';
import { DeliveryLogRepository } from './query/delivery-log.repository.js';
import { EventLogRepository } from './query/event-log.repository.js';
import { EventsRpc } from './query/events.rpc.js';
import { LogTermSearch } from './query/log-term-search.repository.js';
import { StatsRepository } from './query/stats.repository.js';
import { StatsRpc } from './query/stats.rpc.js';
import { StatsService } from './query/stats.service.js';
import { ReplaysRepository } from './replay/replays.repository.js';
import { replayProviders } from './replay/replay-providers.js';
import { ReplaysRpc } from './replay/replays.rpc.js';
import { LogDays } from './retention/log-days.js';
import { PartitionsRepository } from './retention/partitions.repository.js';
import { RetentionRepository } from './retention/retention.repository.js';
import { RetentionService } from './retention/retention.service.js';
import { EndedWorkRetention } from './turns/ended-work.js';

/** Large and a little patient: the cost of a statement is shared by its batch, and a log may be a moment behind. */
const batches = (durable: string, stream: StreamName): ConsumerDeclaration => ({
  durable,
  stream,
  concurrency: 1_000,
  ackPendingMax: 8_000,
  batchBytesMax: 8_000_000,
  batchWaitMs: 250,
});

/** Writes down what happened, in batches, and answers questions about it. */
export const logsService: ServiceDefinition<LogsConfig> = {
  name: 'logs',
  config: (env) => readConfig(logsConfigSchema, env),
  consumers: [
    batches(CONSUMERS.logsEvents, STREAMS.events),
    // The payload is the event's, which the log has from EVENTS. What was announced is mostly attempted at once: told
    // after its attempt, a delivery is written once.
    { ...batches(CONSUMERS.logsDeliveries, STREAMS.deliveries), headersOnly: true, batchWaitMs: 1_000 },
    batches(CONSUMERS.logsAttempts, STREAMS.attempts),
    batches(CONSUMERS.logsDead, STREAMS.dead),
  ],
  answersCalls: true,
  module: (context) => ({
    controllers: [
      EventsConsumer,
      DeliveriesConsumer,
      AttemptsConsumer,
      DeadLettersConsumer,
      EventsRpc,
      DeliveriesRpc,
      StatsRpc,
      DeadLettersRpc,
      BacktestRpc,
      ReplaysRpc,
      ErasuresRpc,
      LedgerRpc,
      SubscriptionHealthRpc,
      OverviewRpc,
    ],
    providers: providers(context),
  }),
};

function providers(context: ServiceContext<LogsConfig>): Provider[] {
  const { broker, config, logger, health } = context;
  const database = logDatabase(config.DESKHOOK_DATABASE_URL, logger, {
    migrates: config.DESKHOOK_DATABASE_MIGRATE,
    poolSize: config.DESKHOOK_DATABASE_POOL_MAX,
  });
  // Without it nothing is lost, batches wait in JetStream; but no question can be answered.
  health.depend('postgres', true, () => database.check());
  const partitions = new PartitionsRepository(database);
  const days = new LogDays(partitions);
  const retention = new RetentionService(
    { days, partitions, repository: new RetentionRepository(database) },
    config.DESKHOOK_RETENTION_DAYS,
    logger,
  );
  return [
    { provide: Database, useValue: database },
    { provide: DatabaseLifecycle, useValue: new DatabaseLifecycle(database) },
    { provide: BatchKeeper, useValue: new BatchKeeper(logger) },
    { provide: LogDays, useValue: days },
    { provide: RetentionService, useValue: retention },
    LogTerms,
    LogTermSearch,
    EventsRepository,
    DeliveriesRepository,
    AttemptsRepository,
    DeadLettersRepository,
    EventLogRepository,
    DeliveryLogRepository,
    DeadLetterLogRepository,
    StatsRepository,
    StatsService,
    SubscriptionHealthRepository,
    SubscriptionHealthService,
    FailingEndpointsRepository,
    OverviewRepository,
    OverviewService,
    BacktestEventsRepository,
    BacktestService,
    ...replayProviders(broker, logger),
    ...erasureProviders(broker, logger),
    endedWork(config, logger),
    {
      provide: LogGauges,
      inject: [ReplaysRepository],
      useFactory: (replays: ReplaysRepository) => new LogGauges(broker, replays),
    },
    ...ledgerProviders(context, database),
  ];
}

function endedWork(config: LogsConfig, logger: Logger): Provider {
  return {
    provide: EndedWorkRetention,
    inject: [ReplaysRepository, ErasuresRepository],
    useFactory: (replays: ReplaysRepository, erasures: ErasuresRepository) =>
      new EndedWorkRetention([replays, erasures], config.DESKHOOK_RETENTION_DAYS, logger),
  };
}
