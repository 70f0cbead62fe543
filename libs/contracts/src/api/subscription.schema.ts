import { DIALECT_NAMES } from '@deskhook/dialects';
import { parseDurationMs, parseSuccessCodes, requestHeaderProblem, splitUrls } from '@deskhook/domain';
import { z } from 'zod';
import { ACTIONS_MAX, actionSchema } from '../action.schema.js';
import { conditionSchema } from '../condition.schema.js';
import { fitsDepth } from '../json-depth.js';
import { chosenIdSchema } from './entity-id.schema.js';
import { labelFiltersSchema, labelsSchema } from './label.schema.js';
import { pageOf, pageQuerySchema } from './page.schema.js';

export const URLS_MAX = 20;
export const BULK_MAX = 200;
/** The longest that one attempt may take. */
export const TIMEOUT_MS_MAX = 120_000;
export const ROTATION_OVERLAP_SECONDS_MAX = 30 * 86_400;
const HEADERS_MAX = 20;
const RETRIES_MAX = 20;
const RETRY_DELAY_MS_MAX = 7 * 86_400_000;
const OPTION_DEPTH_MAX = 32;
const RATE_LIMIT_MAX = 10_000;
const RATE_PER_MS_MIN = 1_000;
const RATE_PER_MS_MAX = 86_400_000;
const REDACTED_MAX = 50;
const PEM_LENGTH_MAX = 32_768;

/** One text of URLs or a list of them, as a list. The addresses are judged where the dialect and the network are known. */
export const urlListSchema = z
  .union(
    [z.string().transform(splitUrls), z.array(z.string().trim())],
    'is required: a list of URLs, or one text with URLs separated by commas, semicolons, blanks or lines',
  )
  .refine((list) => new Set(list).size <= URLS_MAX, `must name at most ${URLS_MAX} URLs`);

/** A canonical selector or a native name of the dialect: which of them mean anything, the dialect says. */
const eventSelector = z.string().trim().min(1, 'must not be empty').max(128);

const optionValue = z
  .unknown()
  .refine(
    (value) => fitsDepth(value, OPTION_DEPTH_MAX),
    `must not be nested deeper than ${OPTION_DEPTH_MAX} levels`,
  );
/** Options of the dialect by name; the dialect judges them. Null: its default. */
const dialectOptions = z.record(z.string().max(64), optionValue);

const headers = z.record(z.string(), z.string().max(4096)).check((context) => {
  for (const [name, value] of Object.entries(context.value)) {
    const problem = requestHeaderProblem(name, value);
    if (problem !== null)
      context.issues.push({ code: 'custom', input: value, path: [name], message: problem });
  }
  if (Object.keys(context.value).length > HEADERS_MAX) {
    context.issues.push({ code: 'custom', input: context.value, message: `at most ${HEADERS_MAX} headers` });
  }
});

const retryDelay = z
  .string()
  .refine(
    (text) => (parseDurationMs(text) ?? Infinity) <= RETRY_DELAY_MS_MAX,
    'must be a duration such as 5s, 5m or 2h, at most 7d',
  );

const successCodes = z
  .string()
  .refine(
    (text) => parseSuccessCodes(text) !== null,
    'must be codes such as 2xx, 200 or 200-204, separated by commas',
  );

/** At most `limit` requests to each URL in any span of `per`. */
const rateLimit = z.strictObject({
  limit: z.number().int().min(1).max(RATE_LIMIT_MAX),
  per: z.string().refine((text) => {
    const ms = parseDurationMs(text) ?? 0;
    return ms >= RATE_PER_MS_MIN && ms <= RATE_PER_MS_MAX;
  }, 'must be a duration from 1s to 24h, such as 1m'),
});

const credential = z.string().min(1, 'must not be empty').max(4096);
/** Absent or null in a change: the stored one stays. */
const storedCredential = credential.nullable().optional();

/** How requests authenticate themselves at the receiver. */
const authInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({
    type: z.literal('basic'),
    username: z.string().min(1, 'must not be empty').max(255),
    password: storedCredential,
  }),
  z.strictObject({ type: z.literal('bearer'), token: storedCredential }),
  z.strictObject({
    type: z.literal('oauth2'),
    tokenUrl: z.string().max(2048),
    clientId: z.string().min(1, 'must not be empty').max(255),
    clientSecret: storedCredential,
    scopes: z.array(z.string().min(1).max(255)).max(20).default([]),
    audience: z.string().max(2048).nullable().default(null),
    clientAuthentication: z.enum(['basic', 'body']).default('basic'),
  }),
]);
export type AuthInput = z.infer<typeof authInput>;

/** Client certificate for mutual TLS, in PEM: the chain, and its private key. */
const tlsInput = z.strictObject({
  certificate: z.string().min(1, 'must not be empty').max(PEM_LENGTH_MAX),
  key: z.string().min(1, 'must not be empty').max(PEM_LENGTH_MAX).nullable().optional(),
});
export type TlsInput = z.infer<typeof tlsInput>;

const deliveryFields = {
  timeoutMs: z.number().int().min(100).max(TIMEOUT_MS_MAX),
  retrySchedule: z.array(retryDelay).max(RETRIES_MAX),
  successCodes,
  maxConcurrency: z.number().int().min(1).max(100),
  maxRedirects: z.number().int().min(0).max(10),
  rateLimit: rateLimit.nullable(),
  ordering: z.enum(['none', 'ticket']),
  /** Whether requests carry `traceparent`. */
  traceparent: z.boolean(),
};

/** What a subscription sets apart from its dialect's defaults. */
export const deliveryOverridesSchema = z.strictObject(deliveryFields).partial();
export type DeliveryOverrides = z.infer<typeof deliveryOverridesSchema>;

/** In a merge patch, null takes an override back: the dialect's default is in force again. */
const deliveryPatchSchema = z
  .strictObject({
    ...deliveryFields,
    timeoutMs: deliveryFields.timeoutMs.nullable(),
    retrySchedule: deliveryFields.retrySchedule.nullable(),
    successCodes: deliveryFields.successCodes.nullable(),
    maxConcurrency: deliveryFields.maxConcurrency.nullable(),
    maxRedirects: deliveryFields.maxRedirects.nullable(),
    ordering: deliveryFields.ordering.nullable(),
    traceparent: deliveryFields.traceparent.nullable(),
  })
  .partial();

const base = {
  name: z.string().trim().min(1, 'must not be empty').max(255),
  urls: urlListSchema,
  events: z.array(eventSelector).min(1, 'must select at least one event').max(100),
  status: z.enum(['active', 'inactive']),
  dialect: z.enum(DIALECT_NAMES),
  secret: z.string().max(512).nullable(),
  condition: conditionSchema.nullable(),
  headers,
  auth: authInput,
  tls: tlsInput.nullable(),
  /** Fields that are left out of what is sent and logged, as conditions name them: `ticket.requester.email`. */
  redact: z.array(z.string().trim().min(1, 'must not be empty').max(255)).max(REDACTED_MAX),
  delivery: deliveryOverridesSchema,
  actions: z.array(actionSchema).max(ACTIONS_MAX),
  dialectOptions,
  /** A name that stays when everything else changes, unique in the tenant: declarative configuration finds it by that. */
  key: chosenIdSchema.nullable(),
  labels: labelsSchema,
};

/** Input of `POST …/subscriptions`. An absent secret is the tenant's or made, null means none; other absent ones have defaults. */
export const subscriptionInputSchema = z.strictObject({
  name: base.name,
  urls: base.urls,
  events: base.events,
  status: base.status.default('active'),
  dialect: base.dialect.optional().describe("Absent: the tenant's default, else `standard`"),
  secret: base.secret.optional(),
  condition: base.condition.default(null),
  headers: base.headers.optional().describe("Absent: the tenant's defaults"),
  auth: base.auth.default({ type: 'none' }),
  tls: base.tls.default(null),
  redact: base.redact.optional().describe("Absent: the tenant's defaults"),
  delivery: base.delivery.optional().describe("What is absent: the tenant's default, else the dialect's"),
  actions: base.actions.default([]),
  dialectOptions: base.dialectOptions.default({}),
  key: base.key.default(null).describe('A lasting name of your own, unique in the tenant; null: none'),
  labels: base.labels.default({}),
});
export type SubscriptionInput = z.infer<typeof subscriptionInputSchema>;

/** Input of `PATCH …/subscriptions/{id}` (JSON merge patch): what is absent stays; `delivery` and `dialectOptions` are merged by key. */
export const subscriptionPatchSchema = z.strictObject({ ...base, delivery: deliveryPatchSchema }).partial();
export type SubscriptionPatch = z.infer<typeof subscriptionPatchSchema>;

const deliverySettingsSchema = z.object({
  timeoutMs: z.number(),
  retrySchedule: z.array(z.string()),
  successCodes: z.string(),
  maxRedirects: z.number(),
  rateLimit: z.object({ limit: z.number().int(), per: z.string() }).nullable(),
  maxConcurrency: z.number(),
  ordering: z.enum(['none', 'ticket']),
  traceparent: z.boolean(),
});

/** Never shown, whoever asks: a change that leaves it out keeps what is stored. */
const hidden = z.null();
const authSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('basic'), username: z.string(), password: hidden }),
  z.object({ type: z.literal('bearer'), token: hidden }),
  z.object({
    type: z.literal('oauth2'),
    tokenUrl: z.string(),
    clientId: z.string(),
    clientSecret: hidden,
    scopes: z.array(z.string()),
    audience: z.string().nullable(),
    clientAuthentication: z.enum(['basic', 'body']),
  }),
]);

export const subscriptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  urls: z.array(z.string()),
  events: z.array(z.string()),
  status: z.enum(['active', 'inactive']),
  dialect: z.enum(DIALECT_NAMES),
  /** Null: unsigned, or the reader's role may not see it (`hasSecret` tells). */
  secret: z.string().nullable(),
  hasSecret: z.boolean(),
  /** `whpk_…`: verifies what a signing key (`whsk_…`) signs; no secret. Null where a shared secret signs. */
  publicKey: z.string().nullable().default(null),
  /** Whose secret signs: its own, the tenant's default, or nobody's. */
  secretSource: z.enum(['own', 'tenant', 'none']),
  condition: conditionSchema.nullable(),
  headers: z.record(z.string(), z.string()),
  auth: authSchema,
  tls: z.object({ certificate: z.string(), key: hidden }).nullable(),
  redact: z.array(z.string()),
  /** URLs that Deskhook stopped sending to. `PATCH {"status":"active"}` sends to them again. */
  disabledUrls: z.array(z.object({ url: z.string(), reason: z.string(), at: z.iso.datetime() })),
  /** The settings in force: the dialect's defaults and what the subscription overrides. */
  delivery: deliverySettingsSchema,
  /** What the helpdesk is asked to do beside the webhook. */
  actions: z.array(actionSchema),
  /** The options in force: those given, the dialect's defaults for the others. */
  dialectOptions: z.record(z.string(), z.unknown()),
  /** What is allowed and better avoided, such as a URL that is not encrypted. One sentence each. */
  warnings: z.array(z.string()),
  /** The lasting name that was given to it; null: none. */
  key: z.string().nullable().default(null),
  labels: labelsSchema.default({}),
  etag: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;
export const subscriptionPageSchema = pageOf(subscriptionSchema);

export const subscriptionQuerySchema = pageQuerySchema.extend({
  status: z.enum(['active', 'inactive']).optional(),
  /** A type, `ticket.*`, `*`, or a native name of a dialect. */
  event: z.string().max(128).optional(),
  dialect: z.enum(DIALECT_NAMES).optional(),
  /** Text in the name or a URL. */
  q: z.string().max(200).optional(),
  key: z.string().max(63).optional(),
  label: labelFiltersSchema,
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt']).default('createdAt'),
});
export type SubscriptionQuery = z.infer<typeof subscriptionQuerySchema>;

/** Input of `POST …/subscriptions/{id}/test`: a type or a native name; absent: the first that the dialect sends. */
export const testInputSchema = z.strictObject({ type: z.string().trim().min(1).max(128).optional() });
export type TestInput = z.infer<typeof testInputSchema>;

const overlapSeconds = z.number().int().min(0).max(ROTATION_OVERLAP_SECONDS_MAX).default(86_400);

/** Input of the tenant's `rotate-secret`. */
export const tenantRotationInputSchema = z.strictObject({ overlapSeconds });
/** Input of `POST …/subscriptions/{id}/rotate-secret`: how long the old secrets stay valid; the new one is made unless given. */
export const rotationInputSchema = z
  .strictObject({
    overlapSeconds,
    secret: z.string().max(512).optional(),
    asymmetric: z
      .boolean()
      .default(false)
      .describe(
        'Make an Ed25519 signing key (`whsk_…`) instead of a shared secret: receivers verify with `publicKey`',
      ),
  })
  .refine(({ secret, asymmetric }) => secret === undefined || !asymmetric, {
    path: ['asymmetric'],
    message: 'must be left out where `secret` brings the key',
  });

/** Input of `POST …/subscriptions/{id}/clone`. */
export const cloneInputSchema = z.strictObject({
  name: base.name.optional(),
  status: base.status.default('inactive'),
});

/** Input of `POST …/subscriptions/bulk`. */
export const bulkInputSchema = z.strictObject({
  action: z.enum(['activate', 'deactivate', 'delete']),
  ids: z.array(z.string().min(1).max(512)).min(1, 'must name at least one subscription').max(BULK_MAX),
});
export type BulkInput = z.infer<typeof bulkInputSchema>;

/** One result for each id, in their order. */
export const bulkAnswerSchema = z.object({
  results: z.array(
    z.discriminatedUnion('ok', [
      z.object({ id: z.string(), ok: z.literal(true) }),
      z.object({ id: z.string(), ok: z.literal(false), detail: z.string() }),
    ]),
  ),
});
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
