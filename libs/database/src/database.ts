import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from './data-source.js';
import { DatabaseUnavailableError, reasonOf, toDatabaseError } from './database-error.js';
import { missingMigrations, runMigrations, type DatabaseSchema } from './migrations.js';

export interface DatabaseSettings extends DatabaseSchema {
  readonly url: string;
  readonly poolSize: number;
  /** Whether to run the migrations that the schema lacks, or to wait until somebody else has. */
  readonly migrates: boolean;
  readonly log: DatabaseLog;
}

interface DatabaseLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const RETRY_MS = 1_000;

/**
 * A service's database. It connects and migrates, or waits for the migrations, in the background and for as long as it takes,
 * so that the service starts while the database is away; until then, and whenever it is away, calls throw
 * `DatabaseUnavailableError`.
 */
export class Database {
  private readonly source: DataSource;
  private closed = false;
  /** Connected and migrated: a statement before that would meet tables that are not there yet. */
  private ready = false;
  private standing = 'not connected yet';
  private connecting: Promise<void> | null = null;

  constructor(private readonly settings: DatabaseSettings) {
    this.source = createDataSource({
      ...settings,
      onConnectionLost: (error) => settings.log.warn({ err: error }, 'database.connection-lost'),
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
    if (!this.ready) return this.standing;
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
        const missing = await this.bringUpToDate();
        if (missing.length === 0) {
          this.ready = true;
          this.settings.log.info({ schema: this.settings.schema }, 'database.connected');
          return;
        }
        this.waitFor(missing);
      } catch (error) {
        this.tell(error);
      }
      await delay(RETRY_MS);
    }
  }

  /** One line without a stack: this is said again and again, and what is wrong is outside. */
  private tell(error: unknown): void {
    const { schema, log } = this.settings;
    const reason = reasonOf(error);
    this.standing = `not connected: ${reason}`;
    log.warn({ schema, reason }, 'database.unavailable');
  }

  /** The migrations that are still missing. */
  private async bringUpToDate(): Promise<readonly string[]> {
    if (!this.source.isInitialized) await this.source.initialize();
    if (this.settings.migrates) await runMigrations(this.source, this.settings);
    return missingMigrations(this.source, this.settings.schema);
  }

  private waitFor(missing: readonly string[]): void {
    const { schema, log } = this.settings;
    const standing = `the schema "${schema}" lacks ${missing.join(', ')}: run \`node dist/services/main.js migrate\``;
    if (standing === this.standing) return;
    this.standing = standing;
    log.warn({ schema, missing }, 'database.behind');
  }
}
