// Test support of the log service: its consumers and repositories on a database of their own.
import { pino } from 'pino';
import { createDatabase } from '../../../test/support/postgres.js';
import { AttemptsConsumer } from '../src/ingest/attempts.consumer.js';
import { AttemptsRepository } from '../src/ingest/attempts.repository.js';
import { BatchKeeper } from '../src/ingest/batch-keeper.js';
import { DeadLettersConsumer } from '../src/ingest/dead-letters.consumer.js';
import { DeadLettersRepository } from '../src/ingest/dead-letters.repository.js';
import { DeliveriesConsumer } from '../src/ingest/deliveries.consumer.js';
import { DeliveriesRepository } from '../src/ingest/deliveries.repository.js';
import { EventsConsumer } from '../src/ingest/events.consumer.js';
import { EventsRepository } from '../src/ingest/events.repository.js';
import { logDatabase } from '../src/log-database.js';
import { DeadLetterLogRepository } from '../src/query/dead-letter-log.repository.js';
import { DeliveryLogRepository } from '../src/query/delivery-log.repository.js';
import { EventLogRepository } from '../src/query/event-log.repository.js';
import { EventsRpc } from '../src/query/events.rpc.js';

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
