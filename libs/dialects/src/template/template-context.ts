import type { TenantSettings } from '../canonical/tenant-settings.js';
import { readParts } from '../cloudevents/parts.js';
import type { RenderInput } from '../dialect.js';
import { objectOf, type Json, type JsonObject, type JsonValue } from '../json-value.js';

/**
 * What a template can name: the event's attributes, everything in its data by the canonical names, the tenant's
 * settings, the delivery and the subscription. In a vendor's dialect also `native`, the body that it would send.
 */
export function templateContext(input: RenderInput, native?: JsonValue): JsonObject {
  const { data: bytes, attributes } = readParts(input);
  const data = parseData(bytes);
  const members = objectOf(data);
  return {
    ...members,
    data,
    event: Object.fromEntries(attributes),
    id: attributes.get('id') ?? null,
    type: attributes.get('type') ?? null,
    time: attributes.get('time') ?? new Date(input.acceptedAt).toISOString(),
    source: attributes.get('source') ?? null,
    subject: attributes.get('subject') ?? null,
    tenant: { ...tenantNames(input.tenant), ...statedOf(members['tenant']) },
    delivery: { id: input.deliveryId },
    subscription: { id: input.subscriptionId },
    ...(native === undefined ? {} : { native }),
  };
}

function tenantNames(tenant: TenantSettings): JsonObject {
  return {
    id: tenant.id,
    name: tenant.name,
    subdomain: tenant.subdomain,
    site_url: tenant.siteUrl,
    admin_base_url: tenant.adminBaseUrl,
    portal_base_url: tenant.portalBaseUrl,
    timezone: tenant.timezone,
  };
}

/** What an event says itself about its tenant, except where it says null. */
function statedOf(tenant: Json): JsonObject {
  return Object.fromEntries(Object.entries(objectOf(tenant)).filter(([, value]) => value !== null));
}

/** Data that is no JSON is its text. */
function parseData(bytes: Uint8Array): JsonValue {
  const text = Buffer.from(bytes).toString('utf8');
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
