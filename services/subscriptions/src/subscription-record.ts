import type { SubscriptionRecord } from '@deskhook/contracts';
import { deliveryRecord } from './delivery-settings.js';
import { enabledUrls } from './endpoint-standing.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { parseStored } from './stored-subscription.js';

/** What the hot path needs of a subscription. */
export function subscriptionRecord(row: SubscriptionEntity): SubscriptionRecord {
  const stored = parseStored(row);
  return {
    id: row.id,
    tenant: row.tenantId,
    name: row.name,
    active: stored.status === 'active',
    urls: enabledUrls({ urls: row.urls, disabledUrls: stored.disabledUrls }),
    disabledUrls: stored.disabledUrls.map(({ url, reason }) => ({ url, reason })),
    events: row.events,
    dialect: stored.dialect,
    secrets: stored.secrets,
    usesTenantSecret: row.usesTenantSecret,
    headers: stored.headers,
    delivery: deliveryRecord(stored.dialect, stored.delivery),
    dialectOptions: stored.dialectOptions,
    auth: stored.auth,
    tls: stored.tls,
    redact: row.redact,
    condition: stored.condition,
    actions: stored.actions,
    createdAt: row.createdAt.getTime(),
    activatedAt: row.activatedAt?.getTime() ?? 0,
  };
}
