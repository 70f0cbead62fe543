import type { Tenant } from '../../api/types.js';
import type { TenantPatch } from './use-tenant-record.js';

interface TenantFields {
  readonly name: string;
  readonly siteUrl: string;
  readonly subdomain: string;
  readonly adminBaseUrl: string;
  readonly portalBaseUrl: string;
  readonly timezone: string;
}

export const TENANT_FIELDS = [
  'name',
  'siteUrl',
  'subdomain',
  'adminBaseUrl',
  'portalBaseUrl',
  'timezone',
] as const satisfies readonly (keyof TenantFields)[];

/** What a form shows of a tenant: what is not set is empty. */
export function fieldsOf(tenant: Pick<Tenant, keyof TenantFields>): TenantFields {
  const { name, timezone, siteUrl, subdomain, adminBaseUrl, portalBaseUrl } = tenant;
  return {
    name,
    timezone,
    siteUrl: siteUrl ?? '',
    subdomain: subdomain ?? '',
    adminBaseUrl: adminBaseUrl ?? '',
    portalBaseUrl: portalBaseUrl ?? '',
  };
}

/** Only what was changed; what was emptied is taken back. */
export function patchOf(before: TenantFields, after: TenantFields): TenantPatch {
  const changed = TENANT_FIELDS.filter((field) => after[field].trim() !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, after[field].trim() || null]));
}

/** The zones that the browser knows, with the one that is set in any case. */
export function timeZones(current: string): readonly string[] {
  return [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])];
}
