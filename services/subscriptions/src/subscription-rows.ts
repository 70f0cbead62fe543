import type { SubscriptionInput, SubscriptionPatch } from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import type { AddressPolicy } from '@deskhook/domain';
import type { EntityManager } from 'typeorm';
import { assertCalendarsKnown } from './calendar-use.js';
import { mergedOptions } from './dialect-options.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import { newId } from './new-id.js';
import { noTenant } from './not-found.js';
import { assertSuits, type JudgedParts } from './subscription-faults.js';
import { parseStored, patchedRow, subscriptionRow } from './subscription-mapping.js';
import type { SubscriptionSecrets } from './subscription-secrets.js';
import { holdTenant } from './tenants.repository.js';

/** Makes the rows of subscriptions, to be stored or only looked at: whatever is wrong with the input shows here. */
export class SubscriptionRows {
  constructor(
    private readonly secrets: SubscriptionSecrets,
    private readonly egress: AddressPolicy,
  ) {}

  /** The row of a new subscription, with its secret; throws a failure that names everything that is wrong. */
  async fresh(
    manager: EntityManager,
    tenant: string,
    input: SubscriptionInput,
  ): Promise<{ readonly row: SubscriptionEntity; readonly holder: TenantEntity }> {
    const chosen = dialect(input.dialect);
    const options = { kept: {}, given: input.dialectOptions };
    const condition = { input: input.condition, events: input.events };
    assertSuits(chosen, { ...input, options, condition }, this.egress);
    const holder = await holdTenant(manager, tenant);
    if (holder === null) throw noTenant(tenant);
    await assertCalendarsKnown(manager, tenant, input.condition);
    const at = new Date();
    const owner = { tenant, id: newId('sub', at) };
    const signing = this.secrets.forNew(owner, { chosen, given: input.secret }, holder, at);
    const settled = { ...signing, dialectOptions: mergedOptions({}, input.dialectOptions) };
    return { row: subscriptionRow(owner, input, settled, at), holder };
  }

  /** The row after a patch; throws a failure that names everything that is wrong with it. */
  async patched(
    manager: EntityManager,
    row: SubscriptionEntity,
    patch: SubscriptionPatch,
    holder: TenantEntity,
  ): Promise<SubscriptionEntity> {
    const { kept, given } = optionsAfter(row, patch);
    const parts = judged(row, patch);
    assertSuits(dialect(patch.dialect ?? parseStored(row).dialect), parts, this.egress);
    if (parts.condition !== undefined)
      await assertCalendarsKnown(manager, row.tenantId, parts.condition.input);
    const at = new Date();
    const signing = this.secrets.afterPatch(row, patch, holder, at);
    const settled = { ...signing, dialectOptions: mergedOptions(kept, given) };
    return patchedRow(row, patch, settled, at);
  }
}

/** Another dialect knows none of the options that were meant for the one before. */
function optionsAfter(row: SubscriptionEntity, patch: SubscriptionPatch) {
  const stored = parseStored(row);
  const moves = isMove(row, patch);
  return { kept: moves ? {} : stored.dialectOptions, given: patch.dialectOptions ?? {} };
}

/** A patch is judged by what it says; a move to another dialect by everything. */
function judged(row: SubscriptionEntity, patch: SubscriptionPatch): JudgedParts {
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

function isMove(row: SubscriptionEntity, patch: SubscriptionPatch): boolean {
  return patch.dialect !== undefined && patch.dialect !== parseStored(row).dialect;
}
