import type { SealedSecrets, SubscriptionPatch } from '@deskhook/contracts';
import type { JsonObject } from '@deskhook/dialects';
import { mergeDelivery } from './delivery-settings.js';
import { standingAfterPatch } from './endpoint-standing.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { parseStored, standingOf } from './stored-subscription.js';
import type { Credentials } from './subscription-credentials.js';
import type { CompleteInput } from './tenant-defaults.js';

/** What a subscription signs with, as the table keeps it. */
export interface Signing {
  readonly secrets: SealedSecrets;
  readonly usesTenantSecret: boolean;
}

/** What a patch cannot say by itself: it depends on what was there. */
interface Settled extends Signing, Credentials {
  readonly dialectOptions: JsonObject;
}

/** The row of a new subscription. */
export function subscriptionRow(
  owner: { readonly tenant: string; readonly id: string },
  input: CompleteInput,
  settled: Settled,
  at: Date,
): SubscriptionEntity {
  return {
    id: owner.id,
    tenantId: owner.tenant,
    name: input.name,
    urls: [...new Set(input.urls)],
    events: [...new Set(input.events)],
    status: input.status,
    dialect: input.dialect,
    ...settled,
    headers: input.headers,
    delivery: input.delivery,
    condition: input.condition,
    actions: input.actions,
    redact: [...new Set(input.redact)],
    key: input.key,
    labels: input.labels,
    disabledUrls: [],
    activatedAt: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** The row after a merge patch: what is absent stays, `delivery` is merged by key. */
export function patchedRow(
  row: SubscriptionEntity,
  patch: SubscriptionPatch,
  settled: Settled,
  at: Date,
): SubscriptionEntity {
  const stored = parseStored(row);
  return {
    id: row.id,
    tenantId: row.tenantId,
    createdAt: row.createdAt,
    name: patch.name ?? row.name,
    ...standingAfterPatch(standingOf(row), patch, at),
    events: [...new Set(patch.events ?? row.events)],
    dialect: patch.dialect ?? row.dialect,
    ...settled,
    headers: patch.headers ?? row.headers,
    delivery: mergeDelivery(stored.delivery, patch.delivery),
    condition: patch.condition === undefined ? row.condition : patch.condition,
    actions: patch.actions ?? row.actions,
    redact: [...new Set(patch.redact ?? row.redact)],
    key: patch.key === undefined ? row.key : patch.key,
    labels: patch.labels ?? row.labels,
    version: row.version + 1,
    updatedAt: at,
  };
}

/**
 * The row of a copy. What was learnt of the endpoints does not go along: nothing was sent there for it; nor does the lasting
 * name, which is the original's.
 */
export function clonedRow(
  row: SubscriptionEntity,
  copy: Pick<SubscriptionEntity, 'id' | 'name' | 'status'> & Signing & Credentials,
  at: Date,
): SubscriptionEntity {
  const { tenantId, urls, events, dialect: name, headers, delivery, dialectOptions } = row;
  const same = { tenantId, urls, events, dialect: name, headers, delivery, dialectOptions };
  const { condition, actions, redact, labels } = row;
  const fresh = { key: null, disabledUrls: [], activatedAt: null, version: 1, createdAt: at, updatedAt: at };
  return { ...same, condition, actions, redact, labels, ...copy, ...fresh };
}
