import { TENANT_ID_PATTERN } from '@deskhook/domain';
import { z } from 'zod';
import { pageOf } from './page.schema.js';

export const tenantIdSchema = z
  .string()
  .regex(TENANT_ID_PATTERN, 'must be 1 to 63 of a-z, 0-9 and "-", not starting with "-"');

const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .nullable()
  .default(null);

/** Input of `PUT /v1/tenants/{tenant}`. */
export const tenantInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  siteUrl: webUrl,
  subdomain: z.string().max(63).nullable().default(null),
  adminBaseUrl: webUrl,
  portalBaseUrl: webUrl,
  timezone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'is not an IANA time zone such as Europe/Berlin')
    .default('UTC'),
});
export type TenantInput = z.infer<typeof tenantInputSchema>;

export const tenantSchema = z.object({
  id: tenantIdSchema,
  name: z.string(),
  siteUrl: z.string().nullable(),
  subdomain: z.string().nullable(),
  adminBaseUrl: z.string().nullable(),
  portalBaseUrl: z.string().nullable(),
  timezone: z.string(),
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
