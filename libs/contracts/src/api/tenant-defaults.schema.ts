import { z } from 'zod';
import { deliveryOverridesSchema, subscriptionPatchSchema } from './subscription.schema.js';

const settings = subscriptionPatchSchema.pick({ dialect: true, headers: true, redact: true });

/** What new subscriptions of a tenant have where the request that creates them leaves it out. */
export const tenantDefaultsSchema = settings.extend({ delivery: deliveryOverridesSchema.optional() });
export type TenantDefaults = z.infer<typeof tenantDefaultsSchema>;

const { dialect, headers, redact } = settings.shape;

/** In a merge patch: null takes a default back; `delivery` is merged by key. */
export const tenantDefaultsPatchSchema = z.strictObject({
  dialect: dialect.nullable(),
  headers: headers.nullable(),
  redact: redact.nullable(),
  delivery: subscriptionPatchSchema.shape.delivery.nullable(),
});
export type TenantDefaultsPatch = z.infer<typeof tenantDefaultsPatchSchema>;
