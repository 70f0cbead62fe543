import {
  configKeys,
  type BulkAnswer,
  type BulkInput,
  type RpcRequest,
  type Subscription,
} from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import { PUBLIC_INTERNET } from '@deskhook/domain';
import type { EntityManager } from 'typeorm';
import type { Snapshot } from './audit-changes.js';
import { subscriptionSnapshot } from './audit-snapshots.js';
import type { Audited } from './audit-trail.js';
import { auditedSubscription } from './audited.js';
import { ConfigWrites } from './config-writes.js';
import { cutText } from './cut-text.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { newId } from './new-id.js';
import { noSubscription, noTenant } from './not-found.js';
import { assertSuits } from './subscription-faults.js';
import { parseStored } from './stored-subscription.js';
import type { SubscriptionCredentials } from './subscription-credentials.js';
import { clonedRow } from './subscription-mapping.js';
import { SubscriptionSecrets } from './subscription-secrets.js';
import {
  activate,
  deactivate,
  deleteSubscriptions,
  insertSubscription,
  lockSubscription,
  lockSubscriptions,
  updateSubscription,
} from './subscriptions.repository.js';
import { holdTenant } from './tenants.repository.js';

const BULK = 'bulkSubscriptions';

/** What administrators do with subscriptions beside editing them. */
export class SubscriptionActionsService {
  constructor(
    private readonly writes: ConfigWrites,
    private readonly secrets: SubscriptionSecrets,
    private readonly credentials: SubscriptionCredentials,
  ) {}

  rotateSecret({ tenant, id, input }: RpcRequest<'subscriptions.rotate-secret'>): Promise<Subscription> {
    return this.writes.run(async (manager) => {
      const { row, holder } = await take(manager, tenant, id);
      const before = subscriptionSnapshot(row);
      const at = new Date();
      const signing = this.secrets.afterRotation(row, holder, input, at);
      const changed = Object.assign(row, signing, { version: row.version + 1, updatedAt: at });
      await updateSubscription(manager, changed);
      const sides = { before, after: subscriptionSnapshot(changed) };
      const audited = auditedSubscription('rotateSubscriptionSecret', changed, sides);
      const keys = [configKeys.subscription(tenant, id)];
      return { value: this.secrets.show(changed, holder), keys, audited: [audited] };
    });
  }

  clone({ tenant, id, input }: RpcRequest<'subscriptions.clone'>): Promise<Subscription> {
    return this.writes.run(async (manager) => {
      const { row, holder } = await take(manager, tenant, id);
      const at = new Date();
      const copy = { tenant, id: newId('sub', at) };
      const chosen = dialect(parseStored(row).dialect);
      if (input.name !== undefined) assertSuits(chosen, { name: input.name }, PUBLIC_INTERNET);
      const name = input.name ?? copyName(row.name, chosen.limits.nameLengthMax);
      const own = { ...this.secrets.forCopy(row, copy, at), ...this.credentials.forCopy(row, copy) };
      const cloned = clonedRow(row, { id: copy.id, name, status: input.status, ...own }, at);
      await insertSubscription(manager, cloned);
      const sides = { before: null, after: subscriptionSnapshot(cloned) };
      const audited = auditedSubscription('cloneSubscription', cloned, sides);
      const keys = [configKeys.subscription(tenant, copy.id)];
      return { value: this.secrets.show(cloned, holder), keys, audited: [audited] };
    });
  }

  /** All in one transaction; an id that is unknown, or that the list has deleted before, fails for itself. */
  bulk({ tenant, input }: RpcRequest<'subscriptions.bulk'>): Promise<BulkAnswer> {
    return this.writes.run(async (manager) => {
      if ((await holdTenant(manager, tenant)) === null) throw noTenant(tenant);
      const rows = await lockSubscriptions(manager, tenant, input.ids);
      const before = rows.map((row) => ({ row, snapshot: subscriptionSnapshot(row) }));
      const there = new Set(rows.map(({ id }) => id));
      const keys = [...there].map((id) => configKeys.subscription(tenant, id));
      if (there.size > 0) await act(manager, input.action, [...there]);
      const after = await lockSubscriptions(manager, tenant, input.ids);
      const results = input.ids.map((id) => {
        const ok = input.action === 'delete' ? there.delete(id) : there.has(id);
        return ok ? { id, ok } : { id, ok, detail: noSubscription(id).failure.detail };
      });
      const failed = results.filter(({ ok }) => !ok).map(({ id }) => id);
      return {
        value: { results },
        keys,
        audited: [...bulkAudit(before, after), ...failures(tenant, failed)],
      };
    });
  }
}

/** One entry for each subscription that the list has changed. */
function bulkAudit(
  before: readonly { readonly row: SubscriptionEntity; readonly snapshot: Snapshot }[],
  after: readonly SubscriptionEntity[],
): Audited[] {
  const left = new Map(after.map((row) => [row.id, subscriptionSnapshot(row)]));
  return before.map(({ row, snapshot }) =>
    auditedSubscription(BULK, row, { before: snapshot, after: left.get(row.id) ?? null }),
  );
}

function failures(tenantId: string, ids: readonly string[]): Audited[] {
  const nothing = { before: null, after: null };
  return ids.map((id) => ({
    ...auditedSubscription(BULK, { tenantId, id, name: null }, nothing),
    result: 'failed',
  }));
}

async function take(manager: EntityManager, tenant: string, id: string) {
  const holder = await holdTenant(manager, tenant);
  const row = await lockSubscription(manager, tenant, id);
  if (row === null || holder === null) throw noSubscription(id);
  return { row, holder };
}

function act(manager: EntityManager, action: BulkInput['action'], ids: readonly string[]): Promise<void> {
  switch (action) {
    case 'activate':
      return activate(manager, ids, new Date());
    case 'deactivate':
      return deactivate(manager, ids, new Date());
    case 'delete':
      return deleteSubscriptions(manager, ids);
    default:
      return action satisfies never;
  }
}

function copyName(name: SubscriptionEntity['name'], lengthMax: number): string {
  return cutText(`Copy of ${name}`, lengthMax);
}
