import { setTimeout as delay } from 'node:timers/promises';
import { Database, type DatabaseSchema } from '@deskhook/database';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { PartitionLog1764600000000 } from './migrations/1764600000000-partition-log.js';
import { Ledger1764700000000 } from './migrations/1764700000000-ledger.js';
import { Replays1764710000000 } from './migrations/1764710000000-replays.js';
import { Erasures1764720000000 } from './migrations/1764720000000-erasures.js';
import { Overview1764800000000 } from './migrations/1764800000000-overview.js';

/** One connection for each consumer, some for replays and erasures, the others for questions. */
const POOL_SIZE_DEFAULT = 16;
const CONNECT_MS_MAX = 5_000;

/** The log's schema: every migration in the order of their timestamps. */
export const LOGS_SCHEMA = {
  schema: 'logs',
  entities: [],
  migrations: [
    PartitionLog1764600000000,
    Ledger1764700000000,
    Replays1764710000000,
    Erasures1764720000000,
    Overview1764800000000,
  ],
} satisfies DatabaseSchema;

/** What of the log's database is a setting. */
export interface LogDatabaseOptions {
  /** False: it waits until somebody else has migrated it. */
  readonly migrates?: boolean;
  readonly poolSize?: number | undefined;
}

/** The log's database, in its own schema. */
export function logDatabase(
  url: string,
  log: Pick<Logger, 'info' | 'warn'>,
  { migrates = true, poolSize = POOL_SIZE_DEFAULT }: LogDatabaseOptions = {},
): Database {
  return new Database({ ...LOGS_SCHEMA, url, poolSize, migrates, log });
}

/** Connects when the service starts, and closes after the last batch. */
export class DatabaseLifecycle implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.database.start();
  }

  /**
   * Waits a little for the database before the service answers calls: a new replica would else refuse what its
   * neighbours can do. Not for ever: it also starts while the database is away, and says so.
   */
  async onApplicationBootstrap(): Promise<void> {
    await Promise.race([this.database.connected(), delay(CONNECT_MS_MAX, undefined, { ref: false })]);
  }

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}
