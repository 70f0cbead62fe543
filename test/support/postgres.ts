// Test support: real PostgreSQL. One cluster serves the whole run (test/support/jest-global-setup.ts);
// a test takes a database of its own in it, or a cluster of its own when it wants to kill it.
import { createDatabaseIn, type Database } from '../../tools/local-stack/database.js';
import { sharedClusterVariable } from './shared-cluster.js';

export type { Database } from '../../tools/local-stack/database.js';
export { type Postgres, type PostgresOptions, startPostgres } from '../../tools/local-stack/postgres.js';

/** A fresh, empty database; `drop` it when the test is over. */
export function createDatabase(): Promise<Database> {
  const cluster = process.env[sharedClusterVariable];
  if (cluster === undefined) throw new Error('the shared Postgres cluster runs under `npm test` only');
  return createDatabaseIn(cluster);
}
