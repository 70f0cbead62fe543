import { z } from 'zod';
import { apiKeyInputSchema, apiKeyPageSchema, createdApiKeySchema } from './api/api-key.schema.js';
import { deadLetterPageSchema, deadLetterQuerySchema } from './api/dead-letter.schema.js';
import {
  deliveryDetailSchema,
  deliveryPageSchema,
  deliveryQuerySchema,
  replayAnswerSchema,
  testAnswerSchema,
} from './api/delivery.schema.js';
import { eventDetailSchema, eventPageSchema, eventQuerySchema } from './api/event.schema.js';
import { pageQuerySchema } from './api/page.schema.js';
import { statsQuerySchema, statsSchema } from './api/stats.schema.js';
import {
  bulkAnswerSchema,
  bulkInputSchema,
  cloneInputSchema,
  rotationInputSchema,
  subscriptionInputSchema,
  subscriptionPageSchema,
  subscriptionPatchSchema,
  subscriptionQuerySchema,
  subscriptionSchema,
  tenantRotationInputSchema,
  testInputSchema,
} from './api/subscription.schema.js';
import { tenantInputSchema, tenantPageSchema, tenantPatchSchema, tenantSchema } from './api/tenant.schema.js';
import { failureSchema } from './problem.schema.js';

const empty = z.object({});
const tenant = z.string();
const id = z.string();
const inTenant = z.object({ tenant });
const one = z.object({ tenant, id });
/** Whether a text filter passes over what is secret in URLs: a filter must not tell what the answer hides. */
const hidesSecrets = z.boolean().optional();

/**
 * The request/reply calls between services: subject → request and answer. The request schemas hold input that the
 * gateway has parsed already, so they describe parsed values.
 */
export const RPC = {
  'subscriptions.tenants.put': {
    request: z.object({ tenant, input: tenantInputSchema }),
    answer: tenantSchema,
  },
  'subscriptions.tenants.patch': {
    request: z.object({ tenant, patch: tenantPatchSchema }),
    answer: tenantSchema,
  },
  'subscriptions.tenants.rotate-secret': {
    request: z.object({ tenant, input: tenantRotationInputSchema }),
    answer: tenantSchema,
  },
  'subscriptions.tenants.get': { request: inTenant, answer: tenantSchema },
  'subscriptions.tenants.list': { request: z.object({ query: pageQuerySchema }), answer: tenantPageSchema },
  'subscriptions.tenants.delete': { request: inTenant, answer: empty },
  'subscriptions.keys.create': {
    request: z.object({ tenant, input: apiKeyInputSchema }),
    answer: createdApiKeySchema,
  },
  'subscriptions.keys.list': {
    request: z.object({ tenant, query: pageQuerySchema }),
    answer: apiKeyPageSchema,
  },
  'subscriptions.keys.delete': { request: one, answer: empty },
  'subscriptions.create': {
    request: z.object({ tenant, input: subscriptionInputSchema }),
    answer: subscriptionSchema,
  },
  'subscriptions.get': { request: one, answer: subscriptionSchema },
  'subscriptions.list': {
    request: z.object({ tenant, query: subscriptionQuerySchema, hidesSecrets }),
    answer: subscriptionPageSchema,
  },
  'subscriptions.patch': {
    request: z.object({ tenant, id, patch: subscriptionPatchSchema, ifMatch: z.string().nullable() }),
    answer: subscriptionSchema,
  },
  'subscriptions.rotate-secret': {
    request: z.object({ tenant, id, input: rotationInputSchema }),
    answer: subscriptionSchema,
  },
  'subscriptions.clone': {
    request: z.object({ tenant, id, input: cloneInputSchema }),
    answer: subscriptionSchema,
  },
  'subscriptions.bulk': { request: z.object({ tenant, input: bulkInputSchema }), answer: bulkAnswerSchema },
  'subscriptions.delete': {
    request: z.object({ tenant, id, ifMatch: z.string().nullable() }),
    answer: empty,
  },
  'dispatcher.test': { request: z.object({ tenant, id, input: testInputSchema }), answer: testAnswerSchema },
  'logs.events.list': { request: z.object({ tenant, query: eventQuerySchema }), answer: eventPageSchema },
  'logs.events.get': { request: one, answer: eventDetailSchema },
  'logs.deliveries.list': {
    request: z.object({ tenant, query: deliveryQuerySchema, hidesSecrets }),
    answer: deliveryPageSchema,
  },
  'logs.deliveries.get': { request: one, answer: deliveryDetailSchema },
  'logs.deliveries.replay': { request: one, answer: replayAnswerSchema },
  'logs.stats': {
    request: z.object({ tenant, query: statsQuerySchema, hidesSecrets }),
    answer: statsSchema,
  },
  'logs.dead-letters.list': {
    request: z.object({ tenant, query: deadLetterQuerySchema }),
    answer: deadLetterPageSchema,
  },
  'logs.dead-letters.replay': { request: one, answer: z.object({ id, subject: z.string() }) },
} as const satisfies Record<string, { readonly request: z.ZodType; readonly answer: z.ZodType }>;

export type RpcName = keyof typeof RPC;
export type RpcRequest<N extends RpcName> = z.infer<(typeof RPC)[N]['request']>;
export type RpcAnswer<N extends RpcName> = z.infer<(typeof RPC)[N]['answer']>;

/** What crosses the wire in answer: a value, or a failure as a value. */
export const rpcReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);
export type RpcReply = z.infer<typeof rpcReplySchema>;
