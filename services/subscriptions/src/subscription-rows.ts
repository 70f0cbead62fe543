import type { SubscriptionInput, SubscriptionPatch } from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import type { AddressPolicy } from '@deskhook/domain';
import type { EntityManager } from 'typeorm';
import type { AccessParts } from './access-faults.js';
import { assertCalendarsKnown } from './calendar-use.js';
import { mergedOptions } from './dialect-options.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import { addsOrigin } from './endpoint-urls.js';
import { invalid } from './faults.js';
import { newId } from './new-id.js';
import { noTenant } from './not-found.js';
import { shownAuth } from './receiver-auth.js';
import { assertSuits, suitFaults, type JudgedParts } from './subscription-faults.js';
import { parseStored } from './stored-subscription.js';
import { patchedRow, subscriptionRow } from './subscription-mapping.js';
import type { SubscriptionCredentials } from './subscription-credentials.js';
import type { SubscriptionSecrets } from './subscription-secrets.js';
import { defaultsOf, toldOfDefaults, withDefaults, type CompleteInput } from './tenant-defaults.js';
import { holdTenant } from './tenants.repository.js';

/** Makes the rows of subscriptions, to be stored or only looked at: whatever is wrong with the input shows here. */
export class SubscriptionRows {
  constructor(
    private readonly secrets: SubscriptionSecrets,
    private readonly credentials: SubscriptionCredentials,
    private readonly egress: AddressPolicy,
  ) {}

  /** The row of a new subscription, with its secret and the tenant's defaults; throws a failure that names everything that is wrong. */
  async fresh(
    manager: EntityManager,
    tenant: string,
    given: SubscriptionInput,
  ): Promise<{ readonly row: SubscriptionEntity; readonly holder: TenantEntity }> {
    const holder = await holdTenant(manager, tenant);
    if (holder === null) throw noTenant(tenant);
    const input = withDefaults(given, defaultsOf(holder));
    const chosen = dialect(input.dialect);
    const options = { kept: {}, given: input.dialectOptions };
    const condition = { input: input.condition, events: input.events };
    const parts = { ...input, options, condition, access: accessOfNew(input) };
    const faults = suitFaults(chosen, parts, this.egress);
    if (faults.length > 0) throw invalid(toldOfDefaults(faults, given));
    await assertCalendarsKnown(manager, tenant, input.condition);
    const at = new Date();
    const owner = { tenant, id: newId('sub', at) };
    const signing = this.secrets.forNew(owner, { chosen, given: input.secret }, holder, at);
    const credentials = this.credentials.forNew(owner, input);
    const settled = { ...signing, ...credentials, dialectOptions: mergedOptions({}, input.dialectOptions) };
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
    const access = accessAfter(row, patch, this.credentials.keptKey(row));
    const parts = { ...judged(row, patch), access };
    assertSuits(dialect(patch.dialect ?? parseStored(row).dialect), parts, this.egress);
    if (parts.condition !== undefined)
      await assertCalendarsKnown(manager, row.tenantId, parts.condition.input);
    const at = new Date();
    const signing = this.secrets.afterPatch(row, patch, holder, at);
    const credentials = this.credentials.afterPatch(row, patch);
    const settled = { ...signing, ...credentials, dialectOptions: mergedOptions(kept, given) };
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

function accessOfNew({ auth, tls, headers }: CompleteInput): AccessParts {
  return {
    auth: { given: auth, kept: { type: 'none' } },
    tls: tls === null ? undefined : { given: tls, keptKey: null },
    beside: auth.type === 'none' ? undefined : headers,
  };
}

/**
 * What a patch says of authentication; headers and authentication are judged together when one of them changes. What is
 * kept is judged as if it were given once more where URLs lead elsewhere.
 */
function accessAfter(row: SubscriptionEntity, patch: SubscriptionPatch, keptKey: string | null): AccessParts {
  const { auth: kept, headers, tls: keptTls } = parseStored(row);
  const goesElsewhere = addsOrigin(row.urls, patch.urls ?? []);
  const auth = patch.auth ?? (goesElsewhere ? shownAuth(kept) : undefined);
  const tls = patch.tls === undefined && goesElsewhere ? keptTls : patch.tls;
  const touches = patch.auth !== undefined || patch.headers !== undefined;
  const isUsed = (patch.auth ?? kept).type !== 'none';
  return {
    auth: auth === undefined ? undefined : { given: auth, kept },
    tls: tls === undefined || tls === null ? undefined : { given: tls, keptKey },
    goesElsewhere,
    beside: touches && isUsed ? (patch.headers ?? headers) : undefined,
  };
}
