import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@deskhook/database';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ConfigProjection } from './config.projection.js';

const CONNECT_MS_MAX = 3_000;

/** What goes on beside the calls, as long as the service runs. */
interface BackgroundWork {
  start(): void;
  close(): Promise<void>;
}

/** Starts the database and what works on it with the service, and ends them in the opposite order. */
export class DatabaseLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly projection: ConfigProjection,
    private readonly background: readonly BackgroundWork[],
  ) {}

  /**
   * Waits a little for the database before the service answers calls: a new replica would else refuse what its
   * neighbours can do. Not for ever: it also starts while the database is away, and says so.
   */
  async onApplicationBootstrap(): Promise<void> {
    const connected = this.database.connected();
    this.projection.start();
    void connected.then(() => this.background.forEach((work) => work.start()));
    await Promise.race([connected, delay(CONNECT_MS_MAX, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.background.map((work) => work.close()));
    await this.projection.close();
    await this.database.close();
  }
}
