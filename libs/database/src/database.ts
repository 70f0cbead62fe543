import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { DatabaseUnavailableError, toDatabaseError } from './database-error.js';

export interface DatabaseSettings {
  readonly url: string;
  /** The service's own schema in the database. */
  readonly schema: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  readonly poolSize: number;
  readonly log: DatabaseLog;
}

interface DatabaseLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const RETRY_MS = 1_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A service's database. It connects and migrates in the background and for as long as it takes, so that the service
 * starts while the database is away; until then, and whenever it is away, calls throw `DatabaseUnavailableError`.
 */
export class Database {
  private readonly source: DataSource;
  private closed = false;
  /** Connected and migrated: a statement before that would meet tables that are not there yet. */
  private ready = false;
  private connecting: Promise<void> | null = null;

  constructor(private readonly settings: DatabaseSettings) {
    this.source = new DataSource({
      type: 'postgres',
      url: settings.url,
      schema: settings.schema,
      entities: settings.entities,
      migrations: settings.migrations,
      migrationsTableName: 'migrations',
      poolSize: settings.poolSize,
      extra: { statement_timeout: STATEMENT_TIMEOUT_MS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
      poolErrorHandler: (error: unknown) => settings.log.warn({ err: error }, 'database.connection-lost'),
    });
  }

  /** Begins to connect; does not wait for it. */
  start(): void {
    this.connecting ??= this.connect();
  }

  /** Resolves when connected and migrated. */
  async connected(): Promise<void> {
    this.start();
    await this.connecting;
  }

  /** `true`, or a sentence that says what is wrong; for health reports. */
  async check(): Promise<true | string> {
    if (!this.ready) return 'not connected yet';
    await this.query('SELECT 1', []);
    return true;
  }

  /** Runs one statement with parameters and gives its rows. */
  async query(sql: string, parameters: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    return this.guard(() => this.source.query(sql, [...parameters]));
  }

  /** Runs work with TypeORM's entity manager. */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.guard(() => work(this.source.manager));
  }

  /** Runs work in one transaction; it is rolled back when the work throws. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.guard(() => this.source.transaction(work));
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.source.isInitialized) await this.source.destroy();
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    if (!this.ready) throw new DatabaseUnavailableError('the database is not connected yet');
    try {
      return await work();
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  private async connect(): Promise<void> {
    while (!this.closed) {
      try {
        await prepareSchema(this.settings, () => this.initialize());
        this.ready = true;
        this.settings.log.info({ schema: this.settings.schema }, 'database.connected');
        return;
      } catch (error) {
        this.settings.log.warn({ err: error, schema: this.settings.schema }, 'database.unavailable');
        await delay(RETRY_MS);
      }
    }
  }

  private async initialize(): Promise<void> {
    if (!this.source.isInitialized) await this.source.initialize();
    try {
      await this.source.runMigrations({ transaction: 'each' });
    } catch (error) {
      await this.source.destroy();
      throw error;
    }
  }
}

/** Creates the schema and runs the migrations under a lock, so that replicas that boot together do it once. */
async function prepareSchema(settings: DatabaseSettings, migrate: () => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: settings.url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', (error) => settings.log.warn({ err: error }, 'database.connection-lost'));
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`deskhook.migrate.${settings.schema}`]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(settings.schema)}`);
    await migrate();
  } finally {
    await client.end();
  }
}
