import type { Database } from '@deskhook/database';
import type { EntityManager } from 'typeorm';
import { writeAudit, type Audited } from './audit-trail.js';
import type { ConfigProjection } from './config.projection.js';
import { addToOutbox } from './outbox.repository.js';

/** What a transaction did: its result, and the keys of the configuration bucket that are stale now. */
export interface ConfigChange<T> {
  readonly value: T;
  readonly keys: readonly string[];
  /** What the audit log is to tell of it. */
  readonly audited: readonly Audited[];
}

/** Runs every change of the configuration: the rows, the audit log and the outbox in one transaction, then the projection. */
export class ConfigWrites {
  constructor(
    private readonly database: Database,
    private readonly projection: ConfigProjection,
  ) {}

  async run<T>(work: (manager: EntityManager) => Promise<ConfigChange<T>>): Promise<T> {
    const { value, ids } = await this.database.transaction(async (manager) => {
      const change = await work(manager);
      await writeAudit(manager, change.audited);
      const noted = change.keys.length === 0 ? [] : await addToOutbox(manager, change.keys);
      return { value: change.value, ids: noted };
    });
    if (ids.length > 0) await this.projection.settle(ids);
    return value;
  }
}
