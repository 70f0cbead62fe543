import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { CONNECT_TIMEOUT_MS, MIGRATIONS_TABLE } from './data-source.js';

/** A service's own schema in the database, and how it came to be. */
export interface DatabaseSchema {
  readonly schema: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  /** In the order of their timestamps. */
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

const LOCK_POLL_MS = 250;

/**
 * Creates the schema and runs the migrations that it lacks, each in a transaction of its own unless it says otherwise, under
 * a lock, so that replicas that boot together do it once. Gives the names of those that it ran. A schema that has more
 * than the code knows is left as it is: older code can work with it.
 */
export async function runMigrations(
  source: DataSource,
  settings: { readonly url: string; readonly schema: string },
): Promise<readonly string[]> {
  return underLock(settings, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(settings.schema)}`);
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  });
}

/** The names of the migrations that the code knows and the database lacks; reads only. */
export async function missingMigrations(source: DataSource, schema: string): Promise<readonly string[]> {
  const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const table = `${pg.escapeIdentifier(schema)}.${MIGRATIONS_TABLE}`;
  const found: { readonly there: boolean }[] = await source.query(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [table],
  );
  if (found[0]?.there !== true) return known;
  const rows: { readonly name: string }[] = await source.query(`SELECT name FROM ${table}`);
  const done = new Set(rows.map(({ name }) => name));
  return known.filter((name) => !done.has(name));
}

/**
 * The lock is polled for and not waited for: a statement that waits holds a snapshot, and an index that is built without
 * locking its table waits for every snapshot to end.
 */
async function underLock<T>(
  { url, schema }: { readonly url: string; readonly schema: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that breaks fails the next statement on it, or the migration beside it: here it must only not be unheard.
  client.on('error', () => undefined);
  try {
    await client.connect();
    while (!(await takesLock(client, schema))) await delay(LOCK_POLL_MS);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function takesLock(client: pg.Client, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ readonly taken: boolean }>(
    'SELECT pg_try_advisory_lock(hashtext($1)) AS taken',
    [`deskhook.migrate.${schema}`],
  );
  return rows[0]?.taken === true;
}
