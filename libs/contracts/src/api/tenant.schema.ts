import { textSecretProblem } from '@deskhook/dialects';
import { TENANT_ID_PATTERN } from '@deskhook/domain';
import { z } from 'zod';
import { pageOf } from './page.schema.js';
import { tenantDefaultsPatchSchema, tenantDefaultsSchema } from './tenant-defaults.schema.js';

export const tenantIdSchema = z
  .string()
  .regex(TENANT_ID_PATTERN, 'must be 1 to 63 of a-z, 0-9 and "-", not starting with "-"');

const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .nullable();
const name = z.string().trim().min(1).max(200);
const subdomain = z.string().max(63).nullable();
const timezone = z.string().max(64).refine(isTimeZone, 'is not an IANA time zone such as Europe/Berlin');

/** Signs for the subscriptions that bring no secret; every dialect that uses it must accept it. */
const defaultSecret = z
  .string()
  .check((context) => {
    const message = textSecretProblem(context.value);
    if (message !== null) context.issues.push({ code: 'custom', input: context.value, message });
  })
  .nullable();

/** Input of `PUT /v1/tenants/{tenant}`. What is absent gets its default, only the default secret stays. */
export const tenantInputSchema = z.strictObject({
  name: name.optional(),
  siteUrl: webUrl.default(null),
  subdomain: subdomain.default(null),
  adminBaseUrl: webUrl.default(null),
  portalBaseUrl: webUrl.default(null),
  timezone: timezone.default('UTC'),
  defaultSecret: defaultSecret.optional(),
  defaults: tenantDefaultsSchema.default({}),
});
export type TenantInput = z.infer<typeof tenantInputSchema>;

/** Input of `PATCH /v1/tenants/{tenant}` (JSON merge patch): what is absent stays, null takes a value back. */
export const tenantPatchSchema = z
  .strictObject({
    name: name.nullable(),
    siteUrl: webUrl,
    subdomain,
    adminBaseUrl: webUrl,
    portalBaseUrl: webUrl,
    timezone: timezone.nullable(),
    defaultSecret,
    defaults: tenantDefaultsPatchSchema.partial().nullable(),
  })
  .partial();
export type TenantPatch = z.infer<typeof tenantPatchSchema>;

export const tenantSchema = z.object({
  id: tenantIdSchema,
  name: z.string(),
  siteUrl: z.string().nullable(),
  subdomain: z.string().nullable(),
  adminBaseUrl: z.string().nullable(),
  portalBaseUrl: z.string().nullable(),
  timezone: z.string(),
  hasDefaultSecret: z.boolean(),
  /** Null: there is none, or the reader's role may not see it (`hasDefaultSecret` tells). */
  defaultSecret: z.string().nullable(),
  /** What new subscriptions have where the request that creates them leaves it out. */
  defaults: tenantDefaultsSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Tenant = z.infer<typeof tenantSchema>;
export const tenantPageSchema = pageOf(tenantSchema);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
