import { configKeys, type RpcAnswer, type RpcRequest, type Subscription } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { dialect } from '@deskhook/dialects';
import type { AddressRange } from '@deskhook/domain';
import { assertCalendarsKnown } from './calendar-use.js';
import { ConfigWrites } from './config-writes.js';
import { mergedOptions } from './dialect-options.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { assertMatch } from './etag.js';
import { selectorsFor } from './event-filter.js';
import { newId } from './new-id.js';
import { noSubscription, noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { assertSuits, type JudgedParts } from './subscription-faults.js';
import { parseStored, patchedRow, subscriptionRow } from './subscription-mapping.js';
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

type Patch = RpcRequest<'subscriptions.patch'>['patch'];

/** Creates, shows, changes and deletes subscriptions. */
export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
    private readonly secrets: SubscriptionSecrets,
    private readonly egressAllow: readonly AddressRange[],
  ) {}

  create({ tenant, input }: RpcRequest<'subscriptions.create'>): Promise<Subscription> {
    const chosen = dialect(input.dialect);
    const options = { kept: {}, given: input.dialectOptions };
    const condition = { input: input.condition, events: input.events };
    assertSuits(chosen, { ...input, options, condition }, this.egressAllow);
    const at = new Date();
    const owner = { tenant, id: newId('sub', at) };
    const dialectOptions = mergedOptions({}, input.dialectOptions);
    return this.writes.run(async (manager) => {
      const holder = await holdTenant(manager, tenant);
      if (holder === null) throw noTenant(tenant);
      await assertCalendarsKnown(manager, tenant, condition);
      const signing = this.secrets.forNew(owner, { chosen, given: input.secret }, holder, at);
      const row = subscriptionRow(owner, input, { ...signing, dialectOptions }, at);
      await insertSubscription(manager, row);
      return { value: this.secrets.show(row, holder), keys: [configKeys.subscription(tenant, row.id)] };
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
      const at = new Date();
      const { kept, given } = optionsAfter(row, patch);
      const parts = judged(row, patch);
      assertSuits(dialect(patch.dialect ?? parseStored(row).dialect), parts, this.egressAllow);
      if (parts.condition !== undefined) await assertCalendarsKnown(manager, tenant, parts.condition);
      const signing = this.secrets.afterPatch(row, patch, holder, at);
      const settled = { ...signing, dialectOptions: mergedOptions(kept, given) };
      const changed = patchedRow(row, patch, settled, at);
      await updateSubscription(manager, changed);
      return { value: this.secrets.show(changed, holder), keys: [configKeys.subscription(tenant, id)] };
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
}

/** Another dialect knows none of the options that were meant for the one before. */
function optionsAfter(row: SubscriptionEntity, patch: Patch) {
  const stored = parseStored(row);
  const moves = isMove(row, patch);
  return { kept: moves ? {} : stored.dialectOptions, given: patch.dialectOptions ?? {} };
}

/** A patch is judged by what it says; a move to another dialect by everything. */
function judged(row: SubscriptionEntity, patch: Patch): JudgedParts {
  const options = optionsAfter(row, patch);
  const stored = parseStored(row);
  const { name, urls, events = row.events, headers = stored.headers } = patch;
  const condition = {
    input: patch.condition === undefined ? stored.condition : patch.condition,
    events,
  };
  if (isMove(row, patch))
    return { name: name ?? row.name, urls: urls ?? row.urls, events, headers, options, condition };
  return {
    ...patch,
    options: patch.dialectOptions === undefined ? undefined : options,
    condition: patch.condition === undefined && patch.events === undefined ? undefined : condition,
  };
}

function isMove(row: SubscriptionEntity, patch: Patch): boolean {
  return patch.dialect !== undefined && patch.dialect !== parseStored(row).dialect;
}
