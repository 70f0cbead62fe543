import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@deskhook/database';
import { SecretBoxError, type Logger, type SecretBox } from '@deskhook/runtime';
import type { ConfigWrites } from './config-writes.js';
import { SEALED_CONNECTORS } from './connectors/sealed-connectors.js';
import { isOutboxEmpty } from './outbox.repository.js';
import {
  SEALED_SUBSCRIPTIONS,
  SEALED_TENANTS,
  type Renew,
  type SealedTable,
} from './sealed-tables.repository.js';

const BATCH = 100;
const FAILURE_PAUSE_MS = 5_000;
/** A replica that was not restarted yet may still seal with a key of before. */
const AGAIN_MS = 3_600_000;
const ADVICE =
  'every secret is sealed with the present key: once all processes run with it, DESKHOOK_SECRETS_KEYS_OLD can be emptied';

/** What a pass over all secrets came to. */
interface Pass {
  readonly resealed: number;
  /** Rows with secrets of a key that is not configured at all. */
  readonly unreadable: number;
}

/**
 * Seals with the present key what keys of before have sealed, in the background. Any number of replicas may do so at once:
 * rows are locked, looked at again, and only written when something is left to do. Nothing that the API shows changes.
 */
export class SecretsResealing {
  private readonly closing = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
    private readonly box: SecretBox,
    private readonly logger: Logger,
  ) {}

  /** Begins, where there are keys of before; the database need not be there yet. */
  start(): void {
    if (this.box.opensOthers) this.running = this.repeat();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async repeat(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const pauseMs = await this.tryPass();
      // Ends early with a rejection when the service stops.
      await delay(pauseMs, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
    }
  }

  /** Gives how long to wait before the next one, in milliseconds. */
  private async tryPass(): Promise<number> {
    try {
      const pass = await this.pass();
      return await this.report(pass);
    } catch (error) {
      this.logger.warn({ err: error }, 'secrets.resealing-interrupted');
      return FAILURE_PAUSE_MS;
    }
  }

  private async report({ resealed, unreadable }: Pass): Promise<number> {
    if (resealed > 0) {
      this.logger.info({ resealed, unreadable }, 'secrets.resealed');
      return 0;
    }
    if (unreadable > 0) {
      this.logger.error({ unreadable }, 'secrets.unreadable');
      return AGAIN_MS;
    }
    // The hot path reads the bucket: what is sealed anew counts when it has arrived there.
    if (!(await this.database.run(isOutboxEmpty))) return FAILURE_PAUSE_MS;
    this.logger.info({ advice: ADVICE }, 'secrets.old-keys-unused');
    return AGAIN_MS;
  }

  private async pass(): Promise<Pass> {
    const tenants = await this.passOver(SEALED_TENANTS);
    const subscriptions = await this.passOver(SEALED_SUBSCRIPTIONS);
    const connectors = await this.passOver(SEALED_CONNECTORS);
    return {
      resealed: tenants.resealed + subscriptions.resealed + connectors.resealed,
      unreadable: tenants.unreadable + subscriptions.unreadable + connectors.unreadable,
    };
  }

  private async passOver<R extends { readonly id: string }>(table: SealedTable<R>): Promise<Pass> {
    let [after, resealed, unreadable] = ['', 0, 0];
    while (!this.closing.signal.aborted) {
      const rows = await this.database.run((manager) => table.page(manager, after, BATCH));
      const stale = rows.filter((row) => this.isStale(table, row)).map(({ id }) => id);
      const done = stale.length === 0 ? 0 : await this.reseal(table, stale);
      resealed += done;
      unreadable += stale.length - done;
      const last = rows.at(-1);
      if (last === undefined) break;
      if (done > 0) this.logger.info({ table: table.name, resealed, after: last.id }, 'secrets.resealing');
      after = last.id;
    }
    return { resealed, unreadable };
  }

  private isStale<R extends { readonly id: string }>(table: SealedTable<R>, row: R): boolean {
    let stale = false;
    table.renewed(row, (ciphertext) => {
      stale ||= !this.box.isCurrent(ciphertext);
      return ciphertext;
    });
    return stale;
  }

  /** Gives how many rows hold nothing any more that a key of before has sealed. */
  private reseal<R extends { readonly id: string }>(
    table: SealedTable<R>,
    ids: readonly string[],
  ): Promise<number> {
    const renew: Renew = (ciphertext, context) => this.renew(ciphertext, context);
    return this.writes.run(async (manager) => {
      const locked = await table.lock(manager, ids);
      const stale = locked.filter((row) => this.isStale(table, row));
      const renewed = stale.map((row) => table.renewed(row, renew));
      for (const row of renewed) await table.update(manager, row);
      const left = renewed.filter((row) => this.isStale(table, row));
      return { value: ids.length - left.length, keys: renewed.map((row) => table.key(row)), audited: [] };
    });
  }

  /** What no key opens stays as it is: another replica, or an operator, may have the key. */
  private renew(ciphertext: string, context: string): string {
    try {
      return this.box.renew(ciphertext, context);
    } catch (error) {
      if (error instanceof SecretBoxError) return ciphertext;
      throw error;
    }
  }
}
