import type { Tenant, TenantInput, TenantRecord } from '@deskhook/contracts';
import type { TenantEntity } from './entities/tenant.entity.js';

/** A tenant as the API shows it. */
export function toTenant(row: TenantEntity): Tenant {
  const { id, name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone } = row;
  const times = { createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
  return { id, name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone, ...times };
}

/** The row of a new or replaced tenant; a tenant without a name is called by its id. */
export function tenantRow(id: string, input: TenantInput, at: Date): TenantEntity {
  return { id, ...input, name: input.name ?? id, createdAt: at, updatedAt: at };
}

export function tenantRecord(row: TenantEntity): TenantRecord {
  return { id: row.id };
}
