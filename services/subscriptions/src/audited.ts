import type { Snapshot } from './audit-changes.js';
import type { Audited } from './audit-trail.js';
import type { ApiKeyEntity } from './entities/api-key.entity.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { TenantEntity } from './entities/tenant.entity.js';

/** The same thing before and after; null: not there. */
interface Sides {
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
}

export function auditedTenant(operation: string, { id, name }: TenantEntity, sides: Sides): Audited {
  return { tenant: id, operation, target: { kind: 'tenant', id, name }, ...sides };
}

export function auditedApiKey(operation: string, row: ApiKeyEntity, sides: Sides): Audited {
  const { tenantId: tenant, id, name } = row;
  return { tenant, operation, target: { kind: 'api-key', id, name }, ...sides };
}

export function auditedSubscription(
  operation: string,
  {
    tenantId: tenant,
    id,
    name,
  }: Pick<SubscriptionEntity, 'tenantId' | 'id'> & { readonly name: string | null },
  sides: Sides,
): Audited {
  return { tenant, operation, target: { kind: 'subscription', id, name }, ...sides };
}
