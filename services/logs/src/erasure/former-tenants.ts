import { CONFIG_FILTERS, configKeys, tenantRecordSchema } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { ConfigView, type Broker, type ConfigListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ERASURE_BEGIN } from './erasure-progress.js';
import { ErasureRunner } from './erasure-runner.service.js';
import { ErasuresRepository } from './erasures.repository.js';
import { FormerLogRepository } from './former-log.repository.js';
import { LogReading, type Barrier } from './log-reading.js';

const PREFIX = configKeys.tenant('');
const EVERY_MS = 1_000;
/** A tenant says when it was made by another clock than the broker's, which the log's instants are of. So far they may be apart. */
const CLOCKS_APART_MS = 3_600_000;

/** A tenant whose log from before the instant is to be looked for: at once, and when the log has read what it is behind with. */
interface Asked {
  readonly before: number;
  /** The ends of the streams, some time after it was asked for. */
  barrier: Barrier | null;
  isLookedFor: boolean;
}

/**
 * Has the log of a deleted tenant erased, so that a new one of that name does not see it. What it knows comes from the
 * configuration bucket, which keeps the mark of a deletion until a new tenant has the name: everything from before the
 * mark goes, by the broker's clock, also where a new tenant has the name before the mark is read. Where the log service was
 * away then, it goes by when the new tenant was made, and leaves what might be the new one's own by a clock that is wrong.
 */
export class FormerTenants implements ConfigListener, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly view: ConfigView;
  private readonly asked = new Map<string, Asked>();
  /** When each tenant was made, by its own clock in epoch milliseconds. */
  private readonly madeAt = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;

  constructor(
    broker: Broker,
    private readonly parts: {
      readonly erasures: ErasuresRepository;
      readonly former: FormerLogRepository;
      readonly runner: ErasureRunner;
      readonly reading: LogReading;
    },
    private readonly logger: Logger,
  ) {
    this.view = new ConfigView(broker, [CONFIG_FILTERS.tenants], this, logger);
  }

  onApplicationBootstrap(): void {
    void this.view.start();
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    return this.view.close();
  }

  put(_key: string, value: unknown, _revision: number, at: number): void {
    const { id, createdAt } = tenantRecordSchema.parse(value);
    // Records of before tenants said so have none.
    const known = this.madeAt.get(id) ?? 0;
    this.madeAt.set(id, createdAt);
    // Made anew at once: the bucket did not keep the mark of the deletion in between for long enough to be read.
    if (known > 0 && createdAt > known) return this.ask(id, at);
    if (createdAt > 0) this.ask(id, createdAt - CLOCKS_APART_MS);
  }

  /** What was stored in the millisecond of the mark was stored before it: nobody has the name again so soon. */
  remove(key: string, at: number): void {
    const tenant = key.slice(PREFIX.length);
    this.madeAt.delete(tenant);
    this.ask(tenant, at + 1);
  }

  /** A deletion that was not looked at yet stays, though a new tenant says less. */
  private ask(tenant: string, before: number): void {
    const latest = Math.max(before, this.asked.get(tenant)?.before ?? 0);
    this.asked.set(tenant, { before: latest, barrier: null, isLookedFor: false });
  }

  /** One after the other; what cannot be looked for now, broker or database being away, is the next time. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      for (const [barrier, tenants] of await this.byBarrier()) {
        // Before the log is looked at: what it reads after this is not known to be there.
        const isAllRead = (await this.parts.reading.behind(barrier)) === null;
        for (const [tenant, asked] of tenants) await this.lookFor(tenant, asked, isAllRead);
      }
    } catch (error) {
      this.logger.debug({ err: error }, 'former-tenants.not-looked');
    } finally {
      this.looking = false;
    }
  }

  private async byBarrier(): Promise<Map<Barrier, [string, Asked][]>> {
    const all = [...this.asked];
    const fresh = all.some(([, { barrier }]) => barrier === null) ? await this.parts.reading.barrier() : {};
    for (const [, asked] of all) asked.barrier ??= fresh;
    return Map.groupBy(all, ([, { barrier }]) => barrier ?? fresh);
  }

  private async lookFor(tenant: string, asked: Asked, isAllRead: boolean): Promise<void> {
    if (asked.isLookedFor && !isAllRead) return;
    if (await this.parts.former.has(tenant, asked.before)) await this.erase(tenant, asked);
    asked.isLookedFor = true;
    if (isAllRead && this.asked.get(tenant) === asked) this.asked.delete(tenant);
  }

  private async erase(tenant: string, { before, barrier }: Asked): Promise<void> {
    const id = derivedId('ers', ['tenant', tenant, String(before)]);
    const nobody = { email: null, requesterId: null };
    const how = { startedBy: 'logs', createdAt: before, barrier: barrier ?? {}, progress: ERASURE_BEGIN };
    await this.parts.erasures.create({ tenant, id, kind: 'tenant', ...nobody, shown: nobody, ...how });
    this.parts.runner.wake();
    this.logger.info({ tenant, erasure: id }, 'tenant.log-erased');
  }
}
