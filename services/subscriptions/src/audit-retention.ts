import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@deskhook/database';
import type { Logger } from '@deskhook/runtime';
import { deleteAuditBefore } from './audit.repository.js';

const DAY_MS = 86_400_000;
const PAUSE_MS = 3_600_000;
const BATCH = 5_000;

/** Deletes entries of the audit log that are older than the operator keeps them; any number of replicas may do so. */
export class AuditRetention {
  private readonly closing = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly days: number,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running = this.repeat();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async repeat(): Promise<void> {
    while (!this.closing.signal.aborted) {
      await this.tryRemove();
      // Ends early with a rejection when the service stops.
      await delay(PAUSE_MS, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
    }
  }

  private async tryRemove(): Promise<void> {
    try {
      const deleted = await this.remove(new Date(Date.now() - this.days * DAY_MS));
      if (deleted > 0) this.logger.info({ deleted, days: this.days }, 'audit.expired');
    } catch (error) {
      this.logger.warn({ err: error }, 'audit.retention-interrupted');
    }
  }

  private async remove(before: Date): Promise<number> {
    let total = 0;
    while (!this.closing.signal.aborted) {
      const deleted = await this.database.run((manager) => deleteAuditBefore(manager, before, BATCH));
      total += deleted;
      if (deleted < BATCH) break;
    }
    return total;
  }
}
