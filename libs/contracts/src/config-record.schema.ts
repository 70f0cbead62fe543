import { CONNECTOR_KINDS } from '@deskhook/connectors';
import { DIALECT_NAMES } from '@deskhook/dialects';
import { z } from 'zod';
import { actionSchema } from './action.schema.js';
import { calendarSchema } from './api/calendar.schema.js';
import { slaPolicySchema } from './api/sla-policy.schema.js';
import { conditionSchema } from './condition.schema.js';
import { ROLES } from './role.js';

/** Signing secrets as ciphertexts of the secrets key, the current one first; empty: none. */
export const sealedSecretsSchema = z.array(
  z.object({ ciphertext: z.string(), expiresAt: z.number().nullable() }),
);
export type SealedSecrets = z.infer<typeof sealedSecretsSchema>;

/** Whether a secret signs at that instant: one that a rotation left behind does for a time only. */
export function isValidSecret({ expiresAt }: { readonly expiresAt: number | null }, now: number): boolean {
  return expiresAt === null || expiresAt > now;
}

/**
 * How requests authenticate themselves at the receiver. `sealed` is the ciphertext of the one secret part: password, token or
 * client secret.
 */
export const authRecordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('basic'), username: z.string(), sealed: z.string() }),
  z.object({ type: z.literal('bearer'), sealed: z.string() }),
  z.object({
    type: z.literal('oauth2'),
    tokenUrl: z.string(),
    clientId: z.string(),
    sealed: z.string(),
    scopes: z.array(z.string()),
    audience: z.string().nullable(),
    clientAuthentication: z.enum(['basic', 'body']),
  }),
]);
export type AuthRecord = z.infer<typeof authRecordSchema>;

/** Client certificate for mutual TLS, in PEM; `sealed` is the ciphertext of its private key. */
export const tlsRecordSchema = z.object({ certificate: z.string(), sealed: z.string() });
export type TlsRecord = z.infer<typeof tlsRecordSchema>;

const optionalText = z.string().nullable().default(null);

/** What the hot path knows of a tenant, under the key `tenant.<tenant>`. */
export const tenantRecordSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  subdomain: optionalText,
  siteUrl: optionalText,
  adminBaseUrl: optionalText,
  portalBaseUrl: optionalText,
  timezone: z.string().default('UTC'),
  /** Signing secrets of the subscriptions that have none of their own. */
  secrets: sealedSecretsSchema.default([]),
  /** Epoch milliseconds; 0: not known. A tenant of that name that was deleted before is another one. */
  createdAt: z.number().default(0),
});
export type TenantRecord = z.infer<typeof tenantRecordSchema>;

/** What the gateway knows of an API key, under `key.<hash>`, where the hash is the secret's SHA-256 in base64url. */
export const keyRecordSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  tenant: z.string(),
  role: z.enum(ROLES),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** What evaluator and dispatcher know of a subscription, under `subscription.<tenant>.<id>`, with defaults resolved. */
export const subscriptionRecordSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  name: z.string(),
  active: z.boolean(),
  /** URLs that are sent to: those that were disabled are not among them. */
  urls: z.array(z.string()),
  /** URLs that Deskhook stopped sending to, and why. */
  disabledUrls: z.array(z.object({ url: z.string(), reason: z.string() })).default([]),
  events: z.array(z.string()),
  dialect: z.enum(DIALECT_NAMES),
  /** Signing secrets; empty: unsigned, or signed with the tenant's. */
  secrets: sealedSecretsSchema,
  /** Whether the tenant's secrets sign. */
  usesTenantSecret: z.boolean().default(false),
  headers: z.record(z.string(), z.string()),
  delivery: z.object({
    timeoutMs: z.number(),
    connectTimeoutMs: z.number().default(10_000),
    maxRedirects: z.number().default(0),
    retryScheduleMs: z.array(z.number()),
    successCodes: z.string(),
    maxConcurrency: z.number(),
    /** At most `limit` requests to each URL in any `perMs` milliseconds; the others wait. */
    rateLimit: z.object({ limit: z.number(), perMs: z.number() }).nullable().default(null),
    /** `ticket`: a ticket's deliveries go to a URL strictly one after the other, in the order of the events. */
    ordering: z.enum(['none', 'ticket']).default('none'),
    traceparent: z.boolean(),
  }),
  /** Options of the dialect as given; the dialect's defaults are not resolved. */
  dialectOptions: z.record(z.string(), z.json()).default({}),
  auth: authRecordSchema.default({ type: 'none' }),
  tls: tlsRecordSchema.nullable().default(null),
  /** Fields of the event's data that are left out before anything is rendered, as paths of conditions have them. */
  redact: z.array(z.string()).default([]),
  condition: conditionSchema.nullable().default(null),
  actions: z.array(actionSchema).default([]),
  /** Epoch milliseconds; 0: not known. */
  createdAt: z.number().default(0),
  /** When it was last told to send, or to send to more URLs, in epoch milliseconds; 0: not since it was created. */
  activatedAt: z.number().default(0),
});
export type SubscriptionRecord = z.infer<typeof subscriptionRecordSchema>;

/** A business calendar, under `calendar.<tenant>.<id>`. */
export const calendarRecordSchema = calendarSchema
  .pick({ id: true, name: true, timezone: true, weeklyHours: true, holidays: true })
  .extend({ tenant: z.string() });
export type CalendarRecord = z.infer<typeof calendarRecordSchema>;

/** An SLA policy, under `sla-policy.<tenant>.<id>`. */
export const slaPolicyRecordSchema = slaPolicySchema
  .omit({ labels: true, etag: true, createdAt: true, updatedAt: true })
  .extend({ tenant: z.string() });
export type SlaPolicyRecord = z.infer<typeof slaPolicyRecordSchema>;

/** What the gateway knows of an inbound connector, under `connector.<tenant>.<id>`. */
export const connectorRecordSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  kind: z.enum(CONNECTOR_KINDS),
  active: z.boolean(),
  /** What the helpdesk signs with; empty: not known yet, so that nothing is taken. */
  secrets: sealedSecretsSchema,
  options: z.record(z.string(), z.unknown()).default({}),
  /** Which version this is, as the API names it. */
  etag: z.string().default(''),
});
export type ConnectorRecord = z.infer<typeof connectorRecordSchema>;

/** Keys of the configuration bucket. */
export const configKeys = {
  tenant: (tenant: string) => `tenant.${tenant}`,
  key: (hash: string) => `key.${hash}`,
  subscription: (tenant: string, id: string) => `subscription.${tenant}.${id}`,
  calendar: (tenant: string, id: string) => `calendar.${tenant}.${id}`,
  slaPolicy: (tenant: string, id: string) => `sla-policy.${tenant}.${id}`,
  connector: (tenant: string, id: string) => `connector.${tenant}.${id}`,
} as const;
export const CONFIG_FILTERS = {
  tenants: 'tenant.*',
  keys: 'key.*',
  subscriptions: 'subscription.*.*',
  calendars: 'calendar.*.*',
  slaPolicies: 'sla-policy.*.*',
  connectors: 'connector.*.*',
} as const;
