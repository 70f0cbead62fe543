import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@deskhook/database';
import type { Logger } from '@deskhook/runtime';
import type { ConfigProjector } from './config-projector.js';
import { isInOutbox, removeFromOutbox, takeFromOutbox } from './outbox.repository.js';

const BATCH_MAX = 200;
const POLL_MS = 1_000;
const SETTLE_MS_MAX = 2_000;
const SETTLE_POLL_MS = 10;

/** Keeps the configuration bucket in step with Postgres: whatever the outbox names, and everything once at boot. */
export class ConfigProjection {
  private closed = false;
  private resynced: true | string = 'the first comparison with Postgres is not done yet';
  private wake = Promise.withResolvers<void>();
  private pass = Promise.withResolvers<void>();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly projector: ConfigProjector,
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

  private async resyncOnce(): Promise<void> {
    while (!this.closed && this.resynced !== true) {
      try {
        const counts = await this.projector.resync();
        this.logger.info(counts, 'projection.resynced');
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
      await this.projector.project([...new Set(rows.map((row) => row.key))]);
      const ids = rows.map((row) => row.id);
      await removeFromOutbox(manager, ids);
      return rows.length === BATCH_MAX;
    });
  }
}
