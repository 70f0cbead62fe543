import { configKeys, type RpcAnswer, type RpcRequest, type Subscription } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { subscriptionSnapshot } from './audit-snapshots.js';
import { auditedSubscription } from './audited.js';
import { ConfigWrites } from './config-writes.js';
import { assertMatch } from './etag.js';
import { selectorsFor } from './event-filter.js';
import { noSubscription, noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { SubscriptionRows } from './subscription-rows.js';
import { SubscriptionSecrets } from './subscription-secrets.js';
import {
  deleteSubscription,
  findSubscription,
  insertSubscription,
  listSubscriptions,
  lockSubscription,
  positionOf,
  updateSubscription,
} from './subscriptions.repository.js';
import { findTenant, holdTenant } from './tenants.repository.js';

/** Creates, shows, changes and deletes subscriptions. */
export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
    private readonly secrets: SubscriptionSecrets,
    private readonly rows: SubscriptionRows,
  ) {}

  /** `operation`: by which the audit log tells of it. */
  create(
    { tenant, input }: RpcRequest<'subscriptions.create'>,
    operation = 'createSubscription',
  ): Promise<Subscription> {
    return this.writes.run(async (manager) => {
      const { row, holder } = await this.rows.fresh(manager, tenant, input);
      await insertSubscription(manager, row);
      const audited = auditedSubscription(operation, row, { before: null, after: subscriptionSnapshot(row) });
      const keys = [configKeys.subscription(tenant, row.id)];
      return { value: this.secrets.show(row, holder), keys, audited: [audited] };
    });
  }

  async get({ tenant, id }: RpcRequest<'subscriptions.get'>): Promise<Subscription> {
    return this.database.run(async (manager) => {
      const [row, holder] = [await findSubscription(manager, tenant, id), await findTenant(manager, tenant)];
      if (row === null || holder === null) throw noSubscription(id);
      return this.secrets.show(row, holder);
    });
  }

  list({
    tenant,
    query,
    hidesSecrets,
  }: RpcRequest<'subscriptions.list'>): Promise<RpcAnswer<'subscriptions.list'>> {
    const after = decodeCursor(query.cursor, query.sort);
    const filter = { ...query, tenant, selected: selectorsFor(query.event), hidesSecrets };
    return this.database.run(async (manager) => {
      const holder = await findTenant(manager, tenant);
      if (holder === null) throw noTenant(tenant);
      const rows = await listSubscriptions(manager, filter, after, query.limit + 1);
      return toPage(rows, query.limit, query.sort, {
        item: (row) => this.secrets.show(row, holder),
        position: (row) => positionOf(row, query.sort),
      });
    });
  }

  patch({ tenant, id, patch, ifMatch }: RpcRequest<'subscriptions.patch'>): Promise<Subscription> {
    return this.writes.run(async (manager) => {
      const holder = await holdTenant(manager, tenant);
      const row = await lockSubscription(manager, tenant, id);
      if (row === null || holder === null) throw noSubscription(id);
      assertMatch(ifMatch, row.version);
      const changed = await this.rows.patched(manager, row, patch, holder);
      await updateSubscription(manager, changed);
      const sides = { before: subscriptionSnapshot(row), after: subscriptionSnapshot(changed) };
      const audited = auditedSubscription('patchSubscription', changed, sides);
      const keys = [configKeys.subscription(tenant, id)];
      return { value: this.secrets.show(changed, holder), keys, audited: [audited] };
    });
  }

  delete({ tenant, id, ifMatch }: RpcRequest<'subscriptions.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await lockSubscription(manager, tenant, id);
      if (row === null) throw noSubscription(id);
      assertMatch(ifMatch, row.version);
      await deleteSubscription(manager, id);
      const sides = { before: subscriptionSnapshot(row), after: null };
      const audited = auditedSubscription('deleteSubscription', row, sides);
      return { value: {}, keys: [configKeys.subscription(tenant, id)], audited: [audited] };
    });
  }
}
