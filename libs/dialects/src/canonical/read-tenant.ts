import { memberOf, type Json } from '../json-value.js';
import { firstText } from './lenient-values.js';
import type { CanonicalTenant } from './model.js';
import { withoutSlash } from '../site-url.js';
import type { TenantSettings } from './tenant-settings.js';

/** The tenant: what the event says of it, else its settings. */
export function readTenant(value: Json, settings: TenantSettings): CanonicalTenant {
  const id = firstText(memberOf(value, 'id'), settings.id);
  return {
    id,
    subdomain: firstText(memberOf(value, 'subdomain'), settings.subdomain, settings.id),
    name: firstText(memberOf(value, 'name'), settings.name, id),
    siteUrl: withoutSlash(firstText(memberOf(value, 'site_url'), settings.siteUrl)),
    adminBaseUrl: withoutSlash(firstText(memberOf(value, 'admin_base_url'), settings.adminBaseUrl)),
    portalBaseUrl: withoutSlash(firstText(memberOf(value, 'portal_base_url'), settings.portalBaseUrl)),
    timezone: firstText(memberOf(value, 'timezone'), settings.timezone),
  };
}
