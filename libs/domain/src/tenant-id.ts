/** Tenant ids double as one NATS subject token, hence the narrow alphabet (contract, section 1). */
export const TENANT_ID_PATTERN = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** True for a well-formed tenant id; says nothing about whether the tenant exists. */
export function isTenantId(text: string): boolean {
  return TENANT_ID_PATTERN.test(text);
}
