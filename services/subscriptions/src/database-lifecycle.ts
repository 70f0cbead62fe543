import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@deskhook/database';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ConfigProjection } from './config.projection.js';
import type { SecretsResealing } from './secrets-resealing.js';

const CONNECT_MS_MAX = 3_000;

/** Starts the database and what works on it with the service, and ends them in the opposite order. */
export class DatabaseLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly projection: ConfigProjection,
    private readonly resealing: SecretsResealing,
  ) {}

  /**
   * Waits a little for the database before the service answers calls: a new replica would else refuse what its
   * neighbours can do. Not for ever: it also starts while the database is away, and says so.
   */
  async onApplicationBootstrap(): Promise<void> {
    const connected = this.database.connected();
    this.projection.start();
    void connected.then(() => this.resealing.start());
    await Promise.race([connected, delay(CONNECT_MS_MAX, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.resealing.close();
    await this.projection.close();
    await this.database.close();
  }
}
