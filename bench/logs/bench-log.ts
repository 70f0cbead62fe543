import { logDatabase } from '../../services/logs/src/log-database.js';
import { AttemptsConsumer } from '../../services/logs/src/ingest/attempts.consumer.js';
import { AttemptsRepository } from '../../services/logs/src/ingest/attempts.repository.js';
import { BatchKeeper } from '../../services/logs/src/ingest/batch-keeper.js';
import { DeadLettersConsumer } from '../../services/logs/src/ingest/dead-letters.consumer.js';
import { DeadLettersRepository } from '../../services/logs/src/ingest/dead-letters.repository.js';
import { DeliveriesConsumer } from '../../services/logs/src/ingest/deliveries.consumer.js';
import { DeliveriesRepository } from '../../services/logs/src/ingest/deliveries.repository.js';
import { EventsConsumer } from '../../services/logs/src/ingest/events.consumer.js';
import { EventsRepository } from '../../services/logs/src/ingest/events.repository.js';
import { LogTerms } from '../../services/logs/src/ingest/log-terms.js';
import { SubscriptionHealthRepository } from '../../services/logs/src/health/subscription-health.repository.js';
import { SubscriptionHealthService } from '../../services/logs/src/health/subscription-health.service.js';
import { EvaluationsRepository } from '../../services/logs/src/ledger/evaluations.repository.js';
import { LedgerIntakeRepository } from '../../services/logs/src/ledger/ledger-intake.repository.js';
import { FailingEndpointsRepository } from '../../services/logs/src/overview/failing-endpoints.repository.js';
import { OverviewRepository } from '../../services/logs/src/overview/overview.repository.js';
import { OverviewService } from '../../services/logs/src/overview/overview.service.js';
import { DeadLetterLogRepository } from '../../services/logs/src/query/dead-letter-log.repository.js';
import { DeliveryLogRepository } from '../../services/logs/src/query/delivery-log.repository.js';
import { EventLogRepository } from '../../services/logs/src/query/event-log.repository.js';
import { LogTermSearch } from '../../services/logs/src/query/log-term-search.repository.js';
import { StatsRepository } from '../../services/logs/src/query/stats.repository.js';
import { StatsService } from '../../services/logs/src/query/stats.service.js';
import { LogDays } from '../../services/logs/src/retention/log-days.js';
import { PartitionsRepository } from '../../services/logs/src/retention/partitions.repository.js';
import { pino } from 'pino';

/** The log's consumers and questions on a database, without a broker. */
export async function startBenchLog(databaseUrl: string) {
  const logger = pino({ level: 'warn' });
  const database = logDatabase(databaseUrl, { info: () => undefined, warn: () => undefined });
  await database.connected();
  const keeper = new BatchKeeper(logger);
  const days = new LogDays(new PartitionsRepository(database));
  const terms = new LogTerms(database);
  const search = new LogTermSearch(database);
  const stats = new StatsRepository(database);
  return {
    database,
    days,
    events: new EventsConsumer(keeper, new EventsRepository(database, days)),
    deliveries: new DeliveriesConsumer(
      keeper,
      new DeliveriesRepository(database, days, terms),
      new EvaluationsRepository(database),
    ),
    attempts: new AttemptsConsumer(keeper, new AttemptsRepository(database, days, terms)),
    deadLetters: new DeadLettersConsumer(keeper, new DeadLettersRepository(database, days)),
    deliveryLog: new DeliveryLogRepository(database, search),
    eventLog: new EventLogRepository(database),
    deadLetterLog: new DeadLetterLogRepository(database),
    stats: new StatsService(stats, search),
    ledger: new LedgerIntakeRepository(database),
    health: new SubscriptionHealthService(new SubscriptionHealthRepository(database)),
    overview: new OverviewService(
      new OverviewRepository(database),
      new FailingEndpointsRepository(database),
      stats,
    ),
  };
}
export type BenchLog = Awaited<ReturnType<typeof startBenchLog>>;
