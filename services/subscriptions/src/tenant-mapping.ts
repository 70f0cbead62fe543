import {
  sealedSecretsSchema,
  type SealedSecrets,
  type Tenant,
  type TenantInput,
  type TenantPatch,
  type TenantRecord,
} from '@deskhook/contracts';
import type { TenantEntity } from './entities/tenant.entity.js';
import { defaultsOf, patchedDefaults } from './tenant-defaults.js';

const TIMEZONE_DEFAULT = 'UTC';

/** A tenant as the API shows it to those who may see its default secret. */
export function toTenant(row: TenantEntity, defaultSecret: string | null): Tenant {
  const { id, name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone } = row;
  const times = { createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
  const hasDefaultSecret = sealedSecretsSchema.parse(row.secrets).length > 0;
  const settings = { id, name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone };
  return { ...settings, hasDefaultSecret, defaultSecret, defaults: defaultsOf(row), ...times };
}

/** The row of a new or replaced tenant; a tenant without a name is called by its id. */
export function tenantRow(id: string, input: TenantInput, secrets: SealedSecrets, at: Date): TenantEntity {
  const { defaultSecret: _sealed, ...settings } = input;
  return { id, ...settings, name: input.name ?? id, secrets, createdAt: at, updatedAt: at };
}

/** The row after a merge patch: what is absent stays, null takes a value back. */
export function patchedTenant(
  row: TenantEntity,
  patch: TenantPatch,
  secrets: SealedSecrets,
  at: Date,
): TenantEntity {
  const { name, timezone, defaultSecret: _sealed, defaults, ...urls } = patch;
  return Object.assign(row, urls, {
    name: name === undefined ? row.name : (name ?? row.id),
    timezone: timezone === undefined ? row.timezone : (timezone ?? TIMEZONE_DEFAULT),
    secrets,
    defaults: patchedDefaults(defaultsOf(row), defaults),
    updatedAt: at,
  });
}

/** What the hot path needs of a tenant. */
export function tenantRecord(row: TenantEntity): TenantRecord {
  const { id, name, siteUrl, subdomain, adminBaseUrl, portalBaseUrl, timezone } = row;
  const secrets = sealedSecretsSchema.parse(row.secrets);
  const createdAt = row.createdAt.getTime();
  return { id, name, subdomain, siteUrl, adminBaseUrl, portalBaseUrl, timezone, secrets, createdAt };
}
