import {
  deliveryOverridesSchema,
  type Subscription,
  type SubscriptionInput,
  type SubscriptionPatch,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import { DIALECT_NAMES } from '@deskhook/dialects';
import { z } from 'zod';
import { deliveryRecord, effectiveDelivery, mergeDelivery } from './delivery-settings.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { etagOf } from './etag.js';
import { sealedSecretsSchema, type SealedSecrets } from './signing-secret.js';

/** What the database gives as text and JSON, parsed. */
const storedSchema = z.object({
  status: z.enum(['active', 'inactive']),
  dialect: z.enum(DIALECT_NAMES),
  secrets: sealedSecretsSchema,
  headers: z.record(z.string(), z.string()),
  delivery: deliveryOverridesSchema,
});
export const parseStored = (row: SubscriptionEntity) => storedSchema.parse(row);

/** The row of a new subscription. */
export function subscriptionRow(
  owner: { readonly tenant: string; readonly id: string },
  input: SubscriptionInput,
  secrets: SealedSecrets,
  at: Date,
): SubscriptionEntity {
  return {
    id: owner.id,
    tenantId: owner.tenant,
    name: input.name,
    urls: input.urls,
    events: input.events,
    status: input.status,
    dialect: input.dialect,
    secrets,
    headers: input.headers,
    delivery: input.delivery,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** The row after a merge patch: what is absent stays, `delivery` is merged by key. */
export function patchedRow(
  row: SubscriptionEntity,
  patch: SubscriptionPatch,
  secrets: SealedSecrets,
  at: Date,
): SubscriptionEntity {
  return {
    id: row.id,
    tenantId: row.tenantId,
    createdAt: row.createdAt,
    name: patch.name ?? row.name,
    urls: patch.urls ?? row.urls,
    events: patch.events ?? row.events,
    status: patch.status ?? row.status,
    dialect: patch.dialect ?? row.dialect,
    secrets,
    headers: patch.headers ?? row.headers,
    delivery: mergeDelivery(parseStored(row).delivery, patch.delivery),
    version: row.version + 1,
    updatedAt: at,
  };
}

/** A subscription as the API shows it to those who may see its secret. */
export function toSubscription(row: SubscriptionEntity, secret: string | null): Subscription {
  const stored = parseStored(row);
  return {
    id: row.id,
    name: row.name,
    urls: row.urls,
    events: row.events,
    status: stored.status,
    dialect: stored.dialect,
    secret,
    hasSecret: stored.secrets.length > 0,
    condition: null,
    headers: stored.headers,
    auth: { type: 'none' },
    delivery: effectiveDelivery(stored.dialect, stored.delivery),
    actions: [],
    dialectOptions: {},
    etag: etagOf(row.version),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What the hot path needs of a subscription. */
export function subscriptionRecord(row: SubscriptionEntity): SubscriptionRecord {
  const stored = parseStored(row);
  return {
    id: row.id,
    tenant: row.tenantId,
    name: row.name,
    active: stored.status === 'active',
    urls: row.urls,
    events: row.events,
    dialect: stored.dialect,
    secrets: stored.secrets,
    headers: stored.headers,
    delivery: deliveryRecord(stored.dialect, stored.delivery),
  };
}
