import { z } from 'zod';

/** Parameters that many operations share. */
export const tenantParam = z.string().min(1).max(63).describe('Id of the tenant');
export const inTenant = z.object({ tenant: tenantParam });
export const oneInTenant = z.object({ tenant: tenantParam, id: z.string().min(1).max(512) });
export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .max(256)
    .optional()
    .describe('The etag that the change is meant for; anything else answers 412'),
});
export const createdHeaders = { location: 'Path of what was created' };
export const etagHeader = { etag: 'The version, for `If-Match`' };
