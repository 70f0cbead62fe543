import { setTimeout as delay } from 'node:timers/promises';
import { BUCKETS, HEADERS, subjects, type TenantMessage } from '@deskhook/contracts';
import { timerShard } from '@deskhook/domain';
import { Claims, lastRevision, type Broker, type Publisher, type ScannedEntry } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { inParallel } from './in-parallel.js';
import type { PoliciesView, TenantChange } from './policies.view.js';
import { isStale, type SlaStateStore } from './sla-state-store.js';
import type { SlaService } from './sla.service.js';

const TICKETS_AT_ONCE = 16;
/** Changes that come together are one change. */
const GATHER_MS = 200;
/** Replicas notice a change within this time of each other. */
const NOTICED_MS = 60_000;

export interface TenantChangeParts {
  readonly broker: Broker;
  readonly publisher: Publisher;
  readonly policies: PoliciesView;
  readonly store: SlaStateStore;
  readonly sla: SlaService;
}

/**
 * Judges a tenant's tickets anew when its policies or calendars change, and forgets them with the tenant. The wish for it is a
 * message, so that it outlives the replica that noticed the change; what is missed all the same, the sweep finds by its mark.
 */
export class TenantChangeService {
  private readonly gathering = new Set<string>();
  private readonly claims: Claims;

  constructor(
    private readonly parts: TenantChangeParts,
    private readonly replica: string,
    private readonly logger: Logger,
  ) {
    this.claims = new Claims(parts.broker);
    parts.policies.onChange((tenant, change) => void this.noticed(tenant, change));
  }

  /** Works on a part of the tenant's tickets, and leaves the rest to another message. */
  async go(message: TenantMessage): Promise<void> {
    const { kind, tenant, until } = message;
    for await (const batch of this.parts.store.scan(message)) {
      const done = kind === 'forget' ? await this.forget(batch) : await this.recompute(tenant, batch);
      this.logger.info({ tenant, kind, tickets: batch.length, changed: done }, 'sla.tenant-changed');
      const last = batch.at(-1)?.revision ?? until;
      if (last < until) await this.ask({ ...message, from: last + 1 });
      return;
    }
  }

  private async recompute(tenant: string, batch: readonly ScannedEntry[]): Promise<number> {
    const mark = this.parts.policies.mark(tenant);
    const stale = batch.filter((entry) => isStale(entry, mark));
    await inParallel(stale, TICKETS_AT_ONCE, async ({ key }) => {
      await this.parts.sla.update(key, [], Date.now());
    });
    return stale.length;
  }

  private async forget(batch: readonly ScannedEntry[]): Promise<number> {
    await inParallel(batch, TICKETS_AT_ONCE, ({ key }) => this.parts.sla.forget(key));
    return batch.length;
  }

  private async noticed(tenant: string, change: TenantChange): Promise<void> {
    const name = `${tenant} ${change}`;
    if (this.gathering.has(name)) return;
    this.gathering.add(name);
    await delay(GATHER_MS);
    this.gathering.delete(name);
    try {
      await this.askOnce(tenant, change);
    } catch (error) {
      this.logger.warn({ tenant, err: error }, 'sla.tenant-change-left-to-sweep');
    }
  }

  /** All replicas notice; who is first asks. Were it asked twice, the second would find nothing to do. */
  private async askOnce(tenant: string, change: TenantChange): Promise<void> {
    const { broker, policies } = this.parts;
    const until = await lastRevision(broker, BUCKETS.timers);
    const parts = ['sla-tenant-change', tenant, change, policies.mark(tenant)];
    const claim = { parts, owner: this.replica, windowMs: NOTICED_MS };
    if (until === 0 || !(await this.claims.claim(claim, Date.now()))) return;
    await this.ask({ kind: change === 'deleted' ? 'forget' : 'recompute', tenant, from: 1, until });
  }

  private async ask(message: TenantMessage): Promise<void> {
    const { tenant } = message;
    await this.parts.publisher.publish({
      subject: subjects.timerDue(timerShard(tenant, ''), tenant),
      payload: '',
      headers: { [HEADERS.timer]: JSON.stringify(message) },
    });
  }
}
