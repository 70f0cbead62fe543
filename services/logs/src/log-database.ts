import { Database, type DatabaseSchema } from '@deskhook/database';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { PartitionLog1764600000000 } from './migrations/1764600000000-partition-log.js';
import { Ledger1764700000000 } from './migrations/1764700000000-ledger.js';
import { Replays1764710000000 } from './migrations/1764710000000-replays.js';
import { Erasures1764720000000 } from './migrations/1764720000000-erasures.js';
import { Overview1764800000000 } from './migrations/1764800000000-overview.js';

/** One connection for each consumer, some for replays and erasures, the others for questions. */
const POOL_SIZE = 16;

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

/** The log's database, in its own schema; without `migrates` it waits until somebody else has migrated it. */
export function logDatabase(url: string, log: Pick<Logger, 'info' | 'warn'>, migrates = true): Database {
  return new Database({ ...LOGS_SCHEMA, url, poolSize: POOL_SIZE, migrates, log });
}

/** Connects when the service starts, and closes after the last batch. */
export class DatabaseLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.database.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}
