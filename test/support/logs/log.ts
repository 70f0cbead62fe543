// Test support of the log service: its consumers and repositories on a database of their own.
import { pino } from 'pino';
import { createDatabase } from '../postgres.js';
import { AttemptsConsumer } from '../../../services/logs/src/ingest/attempts.consumer.js';
import { AttemptsRepository } from '../../../services/logs/src/ingest/attempts.repository.js';
import { BatchKeeper } from '../../../services/logs/src/ingest/batch-keeper.js';
import { DeadLettersConsumer } from '../../../services/logs/src/ingest/dead-letters.consumer.js';
import { DeadLettersRepository } from '../../../services/logs/src/ingest/dead-letters.repository.js';
import { DeliveriesConsumer } from '../../../services/logs/src/ingest/deliveries.consumer.js';
import { DeliveriesRepository } from '../../../services/logs/src/ingest/deliveries.repository.js';
import { EventsConsumer } from '../../../services/logs/src/ingest/events.consumer.js';
import { EventsRepository } from '../../../services/logs/src/ingest/events.repository.js';
import { LogTerms } from '../../../services/logs/src/ingest/log-terms.js';
import { EvaluationsRepository } from '../../../services/logs/src/ledger/evaluations.repository.js';
import { logDatabase } from '../../../services/logs/src/log-database.js';
import { DeadLetterLogRepository } from '../../../services/logs/src/query/dead-letter-log.repository.js';
import { DeliveryLogRepository } from '../../../services/logs/src/query/delivery-log.repository.js';
import { EventLogRepository } from '../../../services/logs/src/query/event-log.repository.js';
import { EventsRpc } from '../../../services/logs/src/query/events.rpc.js';
import { LogTermSearch } from '../../../services/logs/src/query/log-term-search.repository.js';
import { LogDays } from '../../../services/logs/src/retention/log-days.js';
import { PARTITIONED_TABLES } from '../../../services/logs/src/retention/log-tables.js';
import { PartitionsRepository } from '../../../services/logs/src/retention/partitions.repository.js';

/** A log without a broker: what consumers are handed comes from the test. */
export async function startLog() {
  const place = await createDatabase();
  const logger = pino({ level: 'silent' });
  const database = logDatabase(place.url, logger);
  await database.connected();
  const keeper = new BatchKeeper(logger);
  const days = new LogDays(new PartitionsRepository(database));
  const terms = new LogTerms(database);
  const deliveryLog = new DeliveryLogRepository(database, new LogTermSearch(database));
  return {
    database,
    events: new EventsConsumer(keeper, new EventsRepository(database, days)),
    deliveries: new DeliveriesConsumer(
      keeper,
      new DeliveriesRepository(database, days, terms),
      new EvaluationsRepository(database),
    ),
    attempts: new AttemptsConsumer(keeper, new AttemptsRepository(database, days, terms)),
    deadLetters: new DeadLettersConsumer(keeper, new DeadLettersRepository(database, days)),
    deliveryLog,
    eventsRpc: new EventsRpc(new EventLogRepository(database), deliveryLog),
    deadLetterLog: new DeadLetterLogRepository(database),
    /** Empties every table. */
    clear: () =>
      database.query(`TRUNCATE ${PARTITIONED_TABLES.map((table) => `logs.${table}`).join(', ')}`, []),
    stop: async () => {
      await database.close();
      await place.drop();
    },
  };
}
export type Log = Awaited<ReturnType<typeof startLog>>;
