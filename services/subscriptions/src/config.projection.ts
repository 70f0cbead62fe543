import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import type { ConfigBucket } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { readConfigKeys, readRecords } from './config-state.repository.js';
import { isInOutbox, removeFromOutbox, takeFromOutbox } from './outbox.repository.js';

const BATCH_MAX = 200;
const CONFLICTS_MAX = 10;
const POLL_MS = 1_000;
const SETTLE_MS_MAX = 2_000;
const SETTLE_POLL_MS = 10;

/** Others kept writing the same keys; the next pass tries again. */
class ProjectionConflictError extends TransientError {
  override readonly name = 'ProjectionConflictError';
}

/**
 * Brings the configuration bucket in step with Postgres: whatever the outbox names, and everything once at boot.
 *
 * Any number of replicas may do this at once, because of the order in `project`: the bucket's revision is read first,
 * the state in Postgres after it, and the write succeeds only on that revision. So of two writes of a key that succeed
 * one after the other, the second has read Postgres after the first one wrote, hence never an older state; and the
 * last one has read it after the transaction that made the key stale, since it took that transaction's outbox row.
 */
export class ConfigProjection {
  private closed = false;
  private resynced: true | string = 'the first comparison with Postgres is not done yet';
  private wake = Promise.withResolvers<void>();
  private pass = Promise.withResolvers<void>();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly bucket: ConfigBucket,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running = Promise.all([this.followOutbox(), this.resyncOnce()]);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.kick();
    await this.running;
  }

  /** `true`, or a sentence that says what is missing; for health reports. */
  check(): true | string {
    return this.resynced;
  }

  /** Looks at the outbox now; the slow poll is only for what other replicas left behind. */
  kick(): void {
    this.wake.resolve();
  }

  /**
   * Waits until the outbox rows are projected, by whichever replica, so that who is told "created" can go on at once.
   * The wait is bounded: the rows are not lost, only late, when the broker is away.
   */
  async settle(ids: readonly string[]): Promise<void> {
    const until = Date.now() + SETTLE_MS_MAX;
    do {
      this.kick();
      await Promise.race([this.pass.promise, delay(SETTLE_MS_MAX, undefined, { ref: false })]);
      if (!(await this.database.run((manager) => isInOutbox(manager, ids)))) return;
      await delay(SETTLE_POLL_MS);
    } while (Date.now() < until);
    this.logger.warn({ rows: ids.length }, 'projection.late');
  }

  /** Compares all of Postgres with all of the bucket and writes what differs. */
  async resync(): Promise<void> {
    const wanted = await this.database.run(readConfigKeys);
    const keys = [...new Set([...wanted, ...(await this.bucket.keys())])];
    let written = 0;
    for (let start = 0; start < keys.length; start += BATCH_MAX) {
      written += await this.project(keys.slice(start, start + BATCH_MAX));
    }
    this.logger.info({ keys: keys.length, written }, 'projection.resynced');
  }

  private async resyncOnce(): Promise<void> {
    while (!this.closed && this.resynced !== true) {
      try {
        await this.resync();
        this.resynced = true;
      } catch (error) {
        this.logger.warn({ err: error }, 'projection.resync-failed');
        await Promise.race([delay(POLL_MS, undefined, { ref: false }), this.wake.promise]);
      }
    }
  }

  private async followOutbox(): Promise<void> {
    while (!this.closed) {
      this.wake = Promise.withResolvers();
      const more = await this.tryPass();
      this.pass.resolve();
      this.pass = Promise.withResolvers();
      if (!more) await this.idle();
    }
  }

  private async idle(): Promise<void> {
    const timer = setTimeout(() => this.wake.resolve(), POLL_MS);
    await this.wake.promise;
    clearTimeout(timer);
  }

  private async tryPass(): Promise<boolean> {
    try {
      return await this.projectOutbox();
    } catch (error) {
      this.logger.warn({ err: error }, 'projection.interrupted');
      return false;
    }
  }

  /** Projects one batch; its rows go only when every key is written. True when there may be more. */
  private async projectOutbox(): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const rows = await takeFromOutbox(manager, BATCH_MAX);
      if (rows.length === 0) return false;
      await this.project([...new Set(rows.map((row) => row.key))]);
      const ids = rows.map((row) => row.id);
      await removeFromOutbox(manager, ids);
      return rows.length === BATCH_MAX;
    });
  }

  /** Writes the keys' present state; gives how many differed. The order of the two reads matters: see above. */
  private async project(keys: readonly string[]): Promise<number> {
    let open = keys;
    let written = 0;
    for (let round = 0; round < CONFLICTS_MAX && open.length > 0; round += 1) {
      const entries = await Promise.all(
        open.map(async (key) => ({ key, entry: await this.bucket.read(key) })),
      );
      // On a connection of its own: inside the outbox's transaction a stricter isolation level would show old rows.
      const records = await this.database.run((manager) => readRecords(manager, open));
      const stale = entries.filter(({ key, entry }) => entry.text !== (records.get(key) ?? null));
      const lost = await Promise.all(
        stale.map(async ({ key, entry }) =>
          (await this.bucket.replace(key, entry, records.get(key) ?? null)) ? null : key,
        ),
      );
      open = lost.filter((key) => key !== null);
      written += stale.length - open.length;
    }
    if (open.length > 0) throw new ProjectionConflictError(`${open.length} keys are contended`);
    return written;
  }
}
