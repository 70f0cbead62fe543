import { isValidSecret, type Subscription } from '@deskhook/contracts';
import { dialect, resolveOptions, signingKey } from '@deskhook/dialects';
import { effectiveDelivery } from './delivery-settings.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { etagOf } from './etag.js';
import { shownAuth } from './receiver-auth.js';
import { parseStored, type StoredSubscription } from './stored-subscription.js';
import { subscriptionWarnings } from './subscription-warnings.js';

/** A subscription as the API shows it to those who may see its secret. */
export function toSubscription(
  row: SubscriptionEntity,
  secret: string | null,
  tenantSigns: boolean,
): Subscription {
  const stored = parseStored(row);
  const secretSource = sourceOf(row, stored, tenantSigns);
  const auth = shownAuth(stored.auth);
  const tls = stored.tls === null ? null : { certificate: stored.tls.certificate, key: null };
  const delivery = effectiveDelivery(stored.dialect, stored.delivery);
  const now = Date.now();
  const validSecrets = stored.secrets.filter((one) => isValidSecret(one, now)).length;
  const judged = { dialect: stored.dialect, urls: row.urls, secretSource, validSecrets, auth, tls, delivery };
  return {
    id: row.id,
    name: row.name,
    urls: row.urls,
    events: row.events,
    status: stored.status,
    dialect: stored.dialect,
    secret,
    hasSecret: secretSource !== 'none',
    publicKey: publicKeyOf(stored, secret),
    secretSource,
    condition: stored.condition,
    headers: stored.headers,
    auth,
    tls,
    redact: row.redact,
    disabledUrls: stored.disabledUrls,
    delivery,
    actions: stored.actions,
    dialectOptions: resolveOptions(dialect(stored.dialect).options, stored.dialectOptions),
    warnings: subscriptionWarnings(judged, now),
    key: row.key,
    labels: stored.labels,
    etag: etagOf(row.version),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function publicKeyOf({ dialect: name }: StoredSubscription, secret: string | null): string | null {
  if (secret === null || !dialect(name).takesSigningKeys) return null;
  return signingKey(secret)?.publicKey ?? null;
}

function sourceOf(
  { usesTenantSecret }: Pick<SubscriptionEntity, 'usesTenantSecret'>,
  { secrets }: Pick<StoredSubscription, 'secrets'>,
  tenantSigns: boolean,
): Subscription['secretSource'] {
  if (secrets.length > 0) return 'own';
  return usesTenantSecret && tenantSigns ? 'tenant' : 'none';
}
