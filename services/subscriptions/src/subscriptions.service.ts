import {
  configKeys,
  FailureError,
  type RpcAnswer,
  type RpcRequest,
  type Subscription,
} from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { eventGroup, parseEventTypeSelector, type AddressRange } from '@deskhook/domain';
import { ConfigWrites } from './config-writes.js';
import { assertEndpointUrls } from './endpoint-urls.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { assertMatch } from './etag.js';
import { newId } from './new-id.js';
import { noSubscription, noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { SigningSecrets } from './signing-secret.js';
import { parseStored, patchedRow, subscriptionRow, toSubscription } from './subscription-mapping.js';
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

export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
    private readonly secrets: SigningSecrets,
    private readonly egressAllow: readonly AddressRange[],
  ) {}

  async create({ tenant, input }: RpcRequest<'subscriptions.create'>): Promise<Subscription> {
    assertEndpointUrls(input.urls, this.egressAllow);
    const at = new Date();
    const owner = { tenant, id: newId('sub', at) };
    const secrets = this.secrets.seal(owner, input.dialect, input.secret);
    return this.writes.run(async (manager) => {
      if (!(await holdTenant(manager, tenant))) throw noTenant(tenant);
      const row = subscriptionRow(owner, input, secrets, at);
      await insertSubscription(manager, row);
      return { value: this.show(row), keys: [configKeys.subscription(tenant, owner.id)] };
    });
  }

  async get({ tenant, id }: RpcRequest<'subscriptions.get'>): Promise<Subscription> {
    const row = await this.database.run((manager) => findSubscription(manager, tenant, id));
    if (row === null) throw noSubscription(id);
    return this.show(row);
  }

  async list({ tenant, query }: RpcRequest<'subscriptions.list'>): Promise<RpcAnswer<'subscriptions.list'>> {
    const after = decodeCursor(query.cursor, query.sort);
    const filter = { ...query, tenant, selectors: selectorsFor(query.event) };
    const rows = await this.database.run(async (manager) => {
      if ((await findTenant(manager, tenant)) === null) throw noTenant(tenant);
      return listSubscriptions(manager, filter, after, query.limit + 1);
    });
    return toPage(rows, query.limit, query.sort, {
      item: (row) => this.show(row),
      position: (row) => positionOf(row, query.sort),
    });
  }

  async patch({ tenant, id, patch, ifMatch }: RpcRequest<'subscriptions.patch'>): Promise<Subscription> {
    if (patch.urls !== undefined) assertEndpointUrls(patch.urls, this.egressAllow);
    return this.writes.run(async (manager) => {
      const row = await lockSubscription(manager, tenant, id);
      if (row === null) throw noSubscription(id);
      assertMatch(ifMatch, row.version);
      const stored = parseStored(row);
      const dialect = patch.dialect ?? stored.dialect;
      const secrets =
        patch.secret === undefined
          ? stored.secrets
          : this.secrets.seal({ tenant, id }, dialect, patch.secret);
      const changed = patchedRow(row, patch, secrets, new Date());
      await updateSubscription(manager, changed);
      return { value: this.show(changed), keys: [configKeys.subscription(tenant, id)] };
    });
  }

  delete({ tenant, id, ifMatch }: RpcRequest<'subscriptions.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await lockSubscription(manager, tenant, id);
      if (row === null) throw noSubscription(id);
      assertMatch(ifMatch, row.version);
      await deleteSubscription(manager, id);
      return { value: {}, keys: [configKeys.subscription(tenant, id)] };
    });
  }

  private show(row: SubscriptionEntity): Subscription {
    const owner = { tenant: row.tenantId, id: row.id };
    return toSubscription(row, this.secrets.open(owner, parseStored(row).secrets));
  }
}

/** The selectors that would select what the filter names; null without a filter. */
function selectorsFor(event: string | undefined): readonly string[] | null {
  if (event === undefined) return null;
  const selector = parseEventTypeSelector(event);
  if (selector === null) {
    const detail = `"${event}" selects no event: use a type of GET /v1/event-types, "ticket.*" or "*"`;
    throw new FailureError({ kind: 'invalid', detail, errors: [{ pointer: '/query/event', detail }] });
  }
  return selector.kind === 'exact' ? [event, `${eventGroup(event)}.*`, '*'] : [...new Set([event, '*'])];
}
