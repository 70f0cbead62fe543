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
import { logDatabase } from '../../../services/logs/src/log-database.js';
import { DeadLetterLogRepository } from '../../../services/logs/src/query/dead-letter-log.repository.js';
import { DeliveryLogRepository } from '../../../services/logs/src/query/delivery-log.repository.js';
import { EventLogRepository } from '../../../services/logs/src/query/event-log.repository.js';
import { EventsRpc } from '../../../services/logs/src/query/events.rpc.js';

/** A log without a broker: what consumers are handed comes from the test. */
export async function startLog() {
  const place = await createDatabase();
  const logger = pino({ level: 'silent' });
  const database = logDatabase(place.url, logger);
  await database.connected();
  const keeper = new BatchKeeper(logger);
  const deliveryLog = new DeliveryLogRepository(database);
  return {
    database,
    events: new EventsConsumer(keeper, new EventsRepository(database)),
    deliveries: new DeliveriesConsumer(keeper, new DeliveriesRepository(database)),
    attempts: new AttemptsConsumer(keeper, new AttemptsRepository(database)),
    deadLetters: new DeadLettersConsumer(keeper, new DeadLettersRepository(database)),
    deliveryLog,
    eventsRpc: new EventsRpc(new EventLogRepository(database), deliveryLog),
    deadLetterLog: new DeadLetterLogRepository(database),
    /** Empties every table. */
    clear: () =>
      database.query(
        'TRUNCATE logs.events, logs.deliveries, logs.attempts, logs.bodies, logs.dead_letters',
        [],
      ),
    stop: async () => {
      await database.close();
      await place.drop();
    },
  };
}
export type Log = Awaited<ReturnType<typeof startLog>>;
