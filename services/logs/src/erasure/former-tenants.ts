import { CONFIG_FILTERS, configKeys, tenantRecordSchema } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { ConfigView, type Broker, type ConfigListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ERASURE_BEGIN } from './erasure-progress.js';
import { ErasureRunner } from './erasure-runner.service.js';
import { ErasuresRepository } from './erasures.repository.js';
import { FormerLogRepository } from './former-log.repository.js';

const PREFIX = configKeys.tenant('');
const EVERY_MS = 1_000;
/** A tenant says when it was made by another clock than the broker's, which the log's instants are of. So far they may be apart. */
const CLOCKS_APART_MS = 3_600_000;

/**
 * Has the log of a deleted tenant erased, so that a new one of that name does not see it. What it knows comes from the
 * configuration bucket, which keeps the mark of a deletion until a new tenant has the name: everything from before the
 * mark goes, by the broker's clock. Where the log service was away then, it goes by when the new tenant was made, and
 * leaves what might be the new one's own by a clock that is wrong.
 */
export class FormerTenants implements ConfigListener, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly view: ConfigView;
  /** Tenants whose log from before the instant is to be looked for. */
  private readonly asked = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;

  constructor(
    broker: Broker,
    private readonly parts: {
      readonly erasures: ErasuresRepository;
      readonly former: FormerLogRepository;
      readonly runner: ErasureRunner;
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

  put(_key: string, value: unknown): void {
    const { id, createdAt } = tenantRecordSchema.parse(value);
    if (createdAt > 0) this.ask(id, createdAt - CLOCKS_APART_MS);
  }

  remove(key: string, at: number): void {
    this.ask(key.slice(PREFIX.length), at);
  }

  /** A deletion that was not looked at yet stays, though a new tenant says less. */
  private ask(tenant: string, before: number): void {
    this.asked.set(tenant, Math.max(before, this.asked.get(tenant) ?? 0));
  }

  /** One after the other; what cannot be looked for now, the database being away, is the next time. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      for (const [tenant, before] of this.asked) {
        if (await this.parts.former.has(tenant, before)) await this.erase(tenant, before);
        if (this.asked.get(tenant) === before) this.asked.delete(tenant);
      }
    } catch (error) {
      this.logger.debug({ err: error }, 'former-tenants.not-looked');
    } finally {
      this.looking = false;
    }
  }

  private async erase(tenant: string, before: number): Promise<void> {
    const id = derivedId('ers', ['tenant', tenant, String(before)]);
    const nobody = { email: null, requesterId: null };
    const how = { startedBy: 'logs', createdAt: before, barrier: {}, progress: ERASURE_BEGIN };
    await this.parts.erasures.create({ tenant, id, kind: 'tenant', ...nobody, shown: nobody, ...how });
    this.parts.runner.wake();
    this.logger.info({ tenant, erasure: id }, 'tenant.log-erased');
  }
}
