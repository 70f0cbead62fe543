import {
  actionSchema,
  conditionSchema,
  deliveryOverridesSchema,
  isValidSecret,
  sealedSecretsSchema,
  type SealedSecrets,
  type Subscription,
  type SubscriptionInput,
  type SubscriptionPatch,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import { dialect, DIALECT_NAMES, resolveOptions, type JsonObject } from '@deskhook/dialects';
import { z } from 'zod';
import { storedOptionsSchema } from './dialect-options.js';
import { deliveryRecord, effectiveDelivery, mergeDelivery } from './delivery-settings.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { etagOf } from './etag.js';
import { subscriptionWarnings } from './subscription-warnings.js';

/** What the database gives as text and JSON, parsed. */
const storedSchema = z.object({
  status: z.enum(['active', 'inactive']),
  dialect: z.enum(DIALECT_NAMES),
  secrets: sealedSecretsSchema,
  headers: z.record(z.string(), z.string()),
  delivery: deliveryOverridesSchema,
  dialectOptions: storedOptionsSchema,
  condition: conditionSchema.nullable(),
  actions: z.array(actionSchema),
});
export const parseStored = (row: SubscriptionEntity) => storedSchema.parse(row);

/** What a subscription signs with, as the table keeps it. */
export interface Signing {
  readonly secrets: SealedSecrets;
  readonly usesTenantSecret: boolean;
}

/** What a patch cannot say by itself: it depends on what was there. */
interface Settled extends Signing {
  readonly dialectOptions: JsonObject;
}

/** The row of a new subscription. */
export function subscriptionRow(
  owner: { readonly tenant: string; readonly id: string },
  input: SubscriptionInput,
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
  return {
    id: row.id,
    tenantId: row.tenantId,
    createdAt: row.createdAt,
    name: patch.name ?? row.name,
    urls: [...new Set(patch.urls ?? row.urls)],
    events: [...new Set(patch.events ?? row.events)],
    status: patch.status ?? row.status,
    dialect: patch.dialect ?? row.dialect,
    ...settled,
    headers: patch.headers ?? row.headers,
    delivery: mergeDelivery(parseStored(row).delivery, patch.delivery),
    condition: patch.condition === undefined ? row.condition : patch.condition,
    actions: patch.actions ?? row.actions,
    version: row.version + 1,
    updatedAt: at,
  };
}

/** The row of a copy. */
export function clonedRow(
  row: SubscriptionEntity,
  copy: Pick<SubscriptionEntity, 'id' | 'name' | 'status'> & Signing,
  at: Date,
): SubscriptionEntity {
  const { tenantId, urls, events, dialect: name, headers, delivery, dialectOptions } = row;
  const same = { tenantId, urls, events, dialect: name, headers, delivery, dialectOptions };
  const { condition, actions } = row;
  return { ...same, condition, actions, ...copy, version: 1, createdAt: at, updatedAt: at };
}

/** A subscription as the API shows it to those who may see its secret. */
export function toSubscription(
  row: SubscriptionEntity,
  secret: string | null,
  tenantSigns: boolean,
): Subscription {
  const stored = parseStored(row);
  const secretSource = sourceOf(row, stored.secrets, tenantSigns);
  return {
    id: row.id,
    name: row.name,
    urls: row.urls,
    events: row.events,
    status: stored.status,
    dialect: stored.dialect,
    secret,
    hasSecret: secretSource !== 'none',
    secretSource,
    condition: stored.condition,
    headers: stored.headers,
    auth: { type: 'none' },
    tls: null,
    redact: [],
    disabledUrls: [],
    delivery: effectiveDelivery(stored.dialect, stored.delivery),
    actions: stored.actions,
    dialectOptions: resolveOptions(dialect(stored.dialect).options, stored.dialectOptions),
    warnings: subscriptionWarnings({
      dialect: stored.dialect,
      urls: row.urls,
      secretSource,
      validSecrets: stored.secrets.filter((one) => isValidSecret(one, Date.now())).length,
    }),
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
    disabledUrls: [],
    events: row.events,
    dialect: stored.dialect,
    secrets: stored.secrets,
    usesTenantSecret: row.usesTenantSecret,
    headers: stored.headers,
    delivery: deliveryRecord(stored.dialect, stored.delivery),
    dialectOptions: stored.dialectOptions,
    auth: { type: 'none' },
    tls: null,
    redact: [],
    condition: stored.condition,
    actions: stored.actions,
    createdAt: row.createdAt.getTime(),
  };
}

function sourceOf(
  { usesTenantSecret }: Pick<SubscriptionEntity, 'usesTenantSecret'>,
  secrets: SealedSecrets,
  tenantSigns: boolean,
): Subscription['secretSource'] {
  if (secrets.length > 0) return 'own';
  return usesTenantSecret && tenantSigns ? 'tenant' : 'none';
}
