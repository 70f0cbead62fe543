import { DataSource } from 'typeorm';
import type { DatabaseSchema } from './migrations.js';

export const CONNECT_TIMEOUT_MS = 5_000;
/** Where TypeORM notes which migrations a schema has. */
export const MIGRATIONS_TABLE = 'migrations';

const STATEMENT_TIMEOUT_MS = 30_000;

export interface DataSourceSettings extends DatabaseSchema {
  readonly url: string;
  readonly poolSize: number;
  /** Told of a connection that breaks while nobody uses it. */
  readonly onConnectionLost: (error: unknown) => void;
}

/** A pool of connections to one schema; not connected yet. */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    schema: settings.schema,
    entities: settings.entities,
    migrations: settings.migrations,
    migrationsTableName: MIGRATIONS_TABLE,
    poolSize: settings.poolSize,
    extra: { statement_timeout: STATEMENT_TIMEOUT_MS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
    poolErrorHandler: settings.onConnectionLost,
  });
}
