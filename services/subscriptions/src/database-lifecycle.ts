import type { Database } from '@deskhook/database';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ConfigProjection } from './config.projection.js';

/** Starts the database and the projection with the service, and ends them in the opposite order. */
export class DatabaseLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly projection: ConfigProjection,
  ) {}

  onApplicationBootstrap(): void {
    this.database.start();
    this.projection.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.projection.close();
    await this.database.close();
  }
}
