import { z } from 'zod';
import { apiKeyInputSchema, apiKeyPageSchema, createdApiKeySchema } from './api/api-key.schema.js';
import { auditNoteSchema, auditPageSchema, auditQuerySchema } from './api/audit.schema.js';
import {
  calendarInputSchema,
  calendarPageSchema,
  calendarPatchSchema,
  calendarPutSchema,
  calendarSchema,
} from './api/calendar.schema.js';
import {
  connectorInputSchema,
  connectorNoteSchema,
  connectorPageSchema,
  connectorPatchSchema,
  connectorSchema,
} from './api/connector.schema.js';
import { deadLetterPageSchema, deadLetterQuerySchema, deadLetterSchema } from './api/dead-letter.schema.js';
import {
  deliveryPageSchema,
  deliveryQuerySchema,
  loggedDeliverySchema,
  replayAnswerSchema,
  testAnswerSchema,
} from './api/delivery.schema.js';
import {
  erasureInputSchema,
  erasurePageSchema,
  erasureQuerySchema,
  erasureSchema,
} from './api/erasure.schema.js';
import { eventPageSchema, eventQuerySchema, loggedEventSchema } from './api/event.schema.js';
import { subscriptionExplanationSchema } from './api/explanation.schema.js';
import { subscriptionHealthQuerySchema, subscriptionHealthSchema } from './api/health.schema.js';
import { ledgerQuerySchema, ledgerSchema } from './api/ledger.schema.js';
import { overviewQuerySchema, overviewSchema } from './api/overview.schema.js';
import { labelledQuerySchema } from './api/label.schema.js';
import { pageQuerySchema } from './api/page.schema.js';
import {
  backtestAnswerSchema,
  draftSchema,
  previewAnswerSchema,
  previewRequestSchema,
} from './api/preview.schema.js';
import { slaClockPageSchema, slaClockQuerySchema } from './api/sla-clock.schema.js';
import {
  slaPolicyInputSchema,
  slaPolicyPageSchema,
  slaPolicyPatchSchema,
  slaPolicyPutSchema,
  slaPolicySchema,
} from './api/sla-policy.schema.js';
import {
  replayOrderSchema,
  replayPageSchema,
  replayQuerySchema,
  replaySchema,
  replayStartSchema,
} from './api/replay.schema.js';
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
import { ticketSlaSchema } from './api/ticket-sla.schema.js';
import { triggerImportAnswerSchema, triggerImportInputSchema } from './api/trigger-import.schema.js';
import { calendarRecordSchema, subscriptionRecordSchema } from './config-record.schema.js';
import { deliverySchema } from './delivery.schema.js';
import { failureSchema } from './problem.schema.js';

const empty = z.object({});
const tenant = z.string();
const id = z.string();
const inTenant = z.object({ tenant });
const one = z.object({ tenant, id });
/** Whether a text filter passes over what is secret in URLs: a filter must not tell what the answer hides. */
const hidesSecrets = z.boolean().optional();
const ifMatch = z.string().nullable();
/** An event as it was stored: its bytes as text, and the CloudEvents attributes that stood in headers. */
const storedEvent = z.object({
  payload: z.string(),
  attributes: z.record(z.string(), z.string()),
  contentType: z.string().optional(),
  type: z.string(),
  /** When the broker stored it, in epoch milliseconds. */
  acceptedAt: z.number(),
});
export type StoredEventMessage = z.infer<typeof storedEvent>;

/**
 * The request/reply calls between services: subject → request and answer. The request schemas hold input that the
 * gateway has parsed already, so they describe parsed values.
 */
export const RPC = {
  /** Absent defaults stay as they are: a gateway of an earlier release knows none. */
  'subscriptions.tenants.put': {
    request: z.object({ tenant, input: tenantInputSchema.partial({ defaults: true }) }),
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
  'subscriptions.import': {
    request: z.object({ tenant, input: triggerImportInputSchema }),
    answer: triggerImportAnswerSchema,
  },
  /** What the hot path would know of a subscription that is stored (`id`) or only written (`input`), and the calendars that its condition asks. */
  'subscriptions.draft': {
    request: z.object({ tenant, id: id.optional(), input: draftSchema.optional() }),
    answer: z.object({ record: subscriptionRecordSchema, calendars: z.array(calendarRecordSchema) }),
  },
  'subscriptions.calendars.create': {
    request: z.object({ tenant, input: calendarInputSchema }),
    answer: calendarSchema,
  },
  'subscriptions.calendars.get': { request: one, answer: calendarSchema },
  'subscriptions.calendars.list': {
    request: z.object({ tenant, query: labelledQuerySchema }),
    answer: calendarPageSchema,
  },
  'subscriptions.calendars.put': {
    request: z.object({ tenant, id, input: calendarPutSchema, ifMatch }),
    answer: calendarSchema,
  },
  'subscriptions.calendars.patch': {
    request: z.object({ tenant, id, patch: calendarPatchSchema, ifMatch }),
    answer: calendarSchema,
  },
  'subscriptions.calendars.delete': { request: z.object({ tenant, id, ifMatch }), answer: empty },
  'subscriptions.sla-policies.create': {
    request: z.object({ tenant, input: slaPolicyInputSchema }),
    answer: slaPolicySchema,
  },
  'subscriptions.sla-policies.get': { request: one, answer: slaPolicySchema },
  'subscriptions.sla-policies.list': {
    request: z.object({ tenant, query: labelledQuerySchema }),
    answer: slaPolicyPageSchema,
  },
  'subscriptions.sla-policies.put': {
    request: z.object({ tenant, id, input: slaPolicyPutSchema, ifMatch }),
    answer: slaPolicySchema,
  },
  'subscriptions.sla-policies.patch': {
    request: z.object({ tenant, id, patch: slaPolicyPatchSchema, ifMatch }),
    answer: slaPolicySchema,
  },
  'subscriptions.sla-policies.delete': { request: z.object({ tenant, id, ifMatch }), answer: empty },
  'subscriptions.connectors.create': {
    request: z.object({ tenant, input: connectorInputSchema }),
    answer: connectorSchema,
  },
  'subscriptions.connectors.get': { request: one, answer: connectorSchema },
  'subscriptions.connectors.list': {
    request: z.object({ tenant, query: pageQuerySchema }),
    answer: connectorPageSchema,
  },
  'subscriptions.connectors.patch': {
    request: z.object({ tenant, id, patch: connectorPatchSchema, ifMatch }),
    answer: connectorSchema,
  },
  'subscriptions.connectors.delete': { request: z.object({ tenant, id, ifMatch }), answer: empty },
  /** What came in at connectors, of whichever tenants: the newest request of an outcome stays. */
  'subscriptions.connectors.note': {
    request: z.object({ notes: z.array(connectorNoteSchema) }),
    answer: empty,
  },
  'subscriptions.audit.list': {
    request: z.object({ tenant, query: auditQuerySchema }),
    answer: auditPageSchema,
  },
  /** Notes what the caller did elsewhere, such as a replay. */
  'subscriptions.audit.record': { request: auditNoteSchema.extend({ tenant }), answer: empty },
  'scheduler.tickets.sla': { request: z.object({ tenant, ticketId: id }), answer: ticketSlaSchema },
  'scheduler.sla-clocks.list': {
    request: z.object({ tenant, query: slaClockQuerySchema }),
    answer: slaClockPageSchema,
  },
  /** Why each subscription of the tenant, or the one that is named, does or does not fire for an event. */
  'evaluator.explain': {
    request: z.object({
      tenant,
      event: storedEvent,
      subscriptionId: id.optional(),
      limit: z.number().int(),
    }),
    answer: z.object({
      /** Without regard to what the log knows: `fired` means that the event calls for these deliveries. */
      items: z.array(subscriptionExplanationSchema.extend({ mayBeThrottled: z.boolean() })),
      truncated: z.boolean(),
    }),
  },
  /** What one subscription, stored or only written, would make of an event. */
  'evaluator.preview': {
    request: z.object({
      tenant,
      record: subscriptionRecordSchema,
      calendars: z.array(calendarRecordSchema),
      event: storedEvent,
    }),
    answer: previewAnswerSchema
      .omit({ request: true, requests: true })
      .extend({ deliveries: z.array(deliverySchema) }),
  },
  /** The requests that deliveries of the event, or of what is derived from it, would send; nothing is sent. */
  'dispatcher.preview': {
    request: z.object({
      record: subscriptionRecordSchema,
      event: storedEvent,
      deliveries: z.array(deliverySchema),
    }),
    answer: z.object({ requests: z.array(previewRequestSchema) }),
  },
  'logs.backtest': {
    request: z.object({
      tenant,
      record: subscriptionRecordSchema,
      calendars: z.array(calendarRecordSchema),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      samples: z.number().int(),
    }),
    answer: backtestAnswerSchema,
  },
  /** What keeps a delivery that is due from being sent; null: nothing that the dispatchers know of. */
  'dispatcher.waiting': {
    request: z.object({ tenant, id, subscriptionId: z.string(), url: z.string() }),
    answer: z.object({
      wait: z.object({ at: z.iso.datetime().nullable(), why: z.string() }).nullable(),
    }),
  },
  'dispatcher.test': { request: z.object({ tenant, id, input: testInputSchema }), answer: testAnswerSchema },
  'logs.events.list': { request: z.object({ tenant, query: eventQuerySchema }), answer: eventPageSchema },
  'logs.events.get': { request: one, answer: z.object({ event: loggedEventSchema, stored: storedEvent }) },
  'logs.deliveries.list': {
    request: z.object({ tenant, query: deliveryQuerySchema, hidesSecrets }),
    answer: deliveryPageSchema,
  },
  /** Of these deliveries, those that the log has, each with its event. */
  'logs.deliveries.known': {
    request: z.object({ tenant, ids: z.array(id) }),
    answer: z.object({ items: z.array(z.object({ id, eventId: z.string() })) }),
  },
  'logs.deliveries.get': { request: one, answer: loggedDeliverySchema },
  'logs.deliveries.replay': { request: one, answer: replayAnswerSchema },
  /** Starts a replay of everything that a filter selects, or tells what it would be. */
  'logs.replays.start': {
    request: z.object({ tenant, order: replayOrderSchema, perSecond: z.number().int(), dryRun: z.boolean() }),
    answer: replayStartSchema,
  },
  'logs.replays.list': { request: z.object({ tenant, query: replayQuerySchema }), answer: replayPageSchema },
  'logs.replays.get': { request: one, answer: replaySchema },
  'logs.replays.cancel': { request: one, answer: replaySchema },
  /** Starts to erase a person from the log of the tenant. */
  'logs.erasures.start': { request: z.object({ tenant, input: erasureInputSchema }), answer: erasureSchema },
  'logs.erasures.list': {
    request: z.object({ tenant, query: erasureQuerySchema }),
    answer: erasurePageSchema,
  },
  'logs.erasures.get': { request: one, answer: erasureSchema },
  'logs.stats': {
    request: z.object({ tenant, query: statsQuerySchema, hidesSecrets }),
    answer: statsSchema,
  },
  'logs.stats.subscriptions': {
    request: z.object({ tenant, query: subscriptionHealthQuerySchema }),
    answer: subscriptionHealthSchema,
  },
  'logs.overview': { request: z.object({ tenant, query: overviewQuerySchema }), answer: overviewSchema },
  'logs.ledger': { request: z.object({ tenant, query: ledgerQuerySchema }), answer: ledgerSchema },
  'logs.dead-letters.list': {
    request: z.object({ tenant, query: deadLetterQuerySchema }),
    answer: deadLetterPageSchema,
  },
  'logs.dead-letters.get': { request: one, answer: deadLetterSchema },
  'logs.dead-letters.replay': { request: one, answer: z.object({ id, subject: z.string() }) },
  /** The event in its place, which the gateway has found acceptable: a CloudEvent in structured mode, as text. */
  'logs.dead-letters.mend': {
    request: z.object({ tenant, id, event: z.object({ type: z.string(), payload: z.string() }) }),
    answer: z.object({ id, subject: z.string() }),
  },
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
