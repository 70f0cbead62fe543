import { Database } from '@deskhook/database';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { PartitionLog1764600000000 } from './migrations/1764600000000-partition-log.js';

/** One connection for each consumer, the others for questions. */
const POOL_SIZE = 10;

/** The log's database, in its own schema. */
export function logDatabase(url: string, log: Pick<Logger, 'info' | 'warn'>): Database {
  return new Database({
    url,
    schema: 'logs',
    entities: [],
    migrations: [PartitionLog1764600000000],
    poolSize: POOL_SIZE,
    log,
  });
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
