import { configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';
import { messageOf } from '../cli-error.js';
import { checksOf, clockCheck, type Check } from './check.js';
import { DatabaseInspection, type DatabaseFacts } from './database.repository.js';
import { knownMigrations, SCHEMAS } from './known-migrations.js';
import { schemaCheck } from './schema-check.js';

const { ok, warning, fault, skipped } = checksOf('database');
const VERSION_MIN = 15;
/** Pools of subscriptions and logs, twice, so that a new release can start beside the old one. */
const CONNECTIONS_WANTED = 50;
const LOCKS_DEFAULT = 64;
const LOCKS_ENOUGH_DAYS = 60;

const configSchema = z.object({
  DESKHOOK_DATABASE_URL: configFields.DESKHOOK_DATABASE_URL,
  DESKHOOK_RETENTION_DAYS: z.coerce.number().default(30),
});

/** The database as the services subscriptions and logs find it. */
export async function* databaseChecks(env: NodeJS.ProcessEnv): AsyncGenerator<Check> {
  let database: DatabaseInspection;
  let days: number;
  try {
    const config = readConfig(configSchema, env);
    days = config.DESKHOOK_RETENTION_DAYS;
    database = await DatabaseInspection.connect(config.DESKHOOK_DATABASE_URL);
  } catch (error) {
    const reason =
      error instanceof AggregateError ? error.errors.map(messageOf).join(', ') : messageOf(error);
    yield fault(
      'connection',
      reason,
      'check DESKHOOK_DATABASE_URL, what lies between, the password, and pg_hba.conf',
    );
    return;
  }
  try {
    const began = Date.now();
    const facts = await database.facts();
    const roundTripMs = Date.now() - began;
    yield* serverChecks(facts, days);
    yield clockCheck('database', facts.timeMs - (began + roundTripMs / 2), roundTripMs / 2);
    for (const name of SCHEMAS) {
      const known = knownMigrations(name);
      yield schemaCheck({ name, known, found: await database.schema(name) }, facts.mayCreateSchemas);
    }
  } catch (error) {
    yield fault('statements', messageOf(error), 'see the log of Postgres');
  } finally {
    await database.close();
  }
}

function* serverChecks(facts: DatabaseFacts, days: number): Generator<Check> {
  const { version, versionText, encrypted, encoding, local } = facts;
  yield version >= VERSION_MIN
    ? ok('version', `PostgreSQL ${versionText}`)
    : fault('version', `PostgreSQL ${versionText} is too old`, `use ${VERSION_MIN} or newer`);
  if (encrypted) yield ok('encryption', 'the connection is by TLS');
  else if (local) yield skipped('encryption', 'the database is on this machine');
  else
    yield warning(
      'encryption',
      'the connection is in clear',
      'add ?sslmode=verify-full to DESKHOOK_DATABASE_URL, unless the network is trusted',
    );
  if (encoding !== 'UTF8')
    yield fault(
      'encoding',
      `the database is in ${encoding}`,
      'create it with ENCODING UTF8: events hold any character',
    );
  if (facts.isReplica)
    yield fault(
      'role',
      'this is a replica that takes no writes',
      'name the primary in DESKHOOK_DATABASE_URL',
    );
  yield* capacityChecks(facts, days);
}

function* capacityChecks(
  { connectionsMax, connectionsUsed, locksPerTransaction }: DatabaseFacts,
  days: number,
): Generator<Check> {
  const free = connectionsMax - connectionsUsed;
  const detail = `${free} of ${connectionsMax} are free`;
  yield free >= CONNECTIONS_WANTED
    ? ok('connections', detail)
    : warning(
        'connections',
        detail,
        `raise max_connections, or put a pooler before Postgres: two releases side by side use up to ${CONNECTIONS_WANTED}`,
      );
  const locks = LOCKS_DEFAULT + Math.max(0, days - LOCKS_ENOUGH_DAYS);
  yield locksPerTransaction >= locks
    ? ok('max_locks_per_transaction', String(locksPerTransaction))
    : warning(
        'max_locks_per_transaction',
        `${locksPerTransaction} are few for a log of ${days} days`,
        `set it to ${locks}`,
      );
}
