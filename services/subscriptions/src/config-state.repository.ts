import { CONFIG_FILTERS, configKeys } from '@deskhook/contracts';
import { In, type EntityManager } from 'typeorm';
import { keyRecord } from './api-key-mapping.js';
import { ApiKeyEntity } from './entities/api-key.entity.js';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import { TenantEntity } from './entities/tenant.entity.js';
import { subscriptionRecord } from './subscription-mapping.js';
import { tenantRecord } from './tenant-mapping.js';

/** The records that the keys should hold now, as JSON text; a key that is missing here should hold none. */
export async function readRecords(
  manager: EntityManager,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const tenants = await manager.findBy(TenantEntity, { id: In(lastTokens(keys, CONFIG_FILTERS.tenants)) });
  const apiKeys = await manager.findBy(ApiKeyEntity, { hash: In(lastTokens(keys, CONFIG_FILTERS.keys)) });
  const subscriptions = await manager.findBy(SubscriptionEntity, {
    id: In(lastTokens(keys, CONFIG_FILTERS.subscriptions)),
  });
  return new Map([
    ...tenants.map((row) => [configKeys.tenant(row.id), JSON.stringify(tenantRecord(row))] as const),
    ...apiKeys.map((row) => [configKeys.key(row.hash), JSON.stringify(keyRecord(row))] as const),
    ...subscriptions.map((row) => [subscriptionKey(row), JSON.stringify(subscriptionRecord(row))] as const),
  ]);
}

/**
 * Every key that should hold a record now. Tenants come last: an event is evaluated as soon as its tenant is known, and
 * must find the tenant's subscriptions then.
 */
export async function readConfigKeys(manager: EntityManager): Promise<readonly string[]> {
  const tenants = await manager.find(TenantEntity, { select: { id: true } });
  const apiKeys = await manager.find(ApiKeyEntity, { select: { hash: true, id: true } });
  const subscriptions = await manager.find(SubscriptionEntity, { select: { id: true, tenantId: true } });
  return [
    ...subscriptions.map(subscriptionKey),
    ...apiKeys.map((row) => configKeys.key(row.hash)),
    ...tenants.map((row) => configKeys.tenant(row.id)),
  ];
}

function subscriptionKey(row: SubscriptionEntity): string {
  return configKeys.subscription(row.tenantId, row.id);
}

/** Last tokens of the keys of one kind; the kind is a filter's first token. */
function lastTokens(keys: readonly string[], filter: string): string[] {
  const prefix = filter.slice(0, filter.indexOf('*'));
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(key.lastIndexOf('.') + 1));
}
