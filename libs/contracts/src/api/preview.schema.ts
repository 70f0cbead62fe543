import { z } from 'zod';
import { fitsDepth } from '../json-depth.js';
import { conditionExplanationSchema, firingReasonSchema } from './explanation.schema.js';
import { subscriptionInputSchema } from './subscription.schema.js';
import { windowFromSchema, windowToSchema } from './window.schema.js';

/** A subscription as it could be created; its name and URLs may be missing while it is being written. */
export const draftSchema = subscriptionInputSchema.extend({
  name: subscriptionInputSchema.shape.name.default('Draft'),
  urls: subscriptionInputSchema.shape.urls.default(['https://example.com/webhook']),
});

const EVENT_DEPTH_MAX = 100;
const looseEvent = z
  .record(z.string(), z.unknown())
  .refine(
    (event) => fitsDepth(event, EVENT_DEPTH_MAX),
    `must not be nested deeper than ${EVENT_DEPTH_MAX} levels`,
  );

/** Input of `POST …/subscriptions/preview`: one of the two subscriptions, and one of the two events. */
export const previewInputSchema = z
  .strictObject({
    subscription: draftSchema.optional(),
    subscriptionId: z.string().max(512).optional(),
    event: looseEvent.optional().describe('A CloudEvent in structured form'),
    eventId: z.string().max(512).optional().describe('Id of a stored event'),
  })
  .refine(
    (input) => (input.subscription === undefined) !== (input.subscriptionId === undefined),
    'must name either `subscription` or `subscriptionId`',
  )
  .refine(
    (input) => (input.event === undefined) !== (input.eventId === undefined),
    'must name either `event` or `eventId`',
  );
export type PreviewInput = z.infer<typeof previewInputSchema>;

export const previewRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  /** Native event of the dialect; null: the type as it is. */
  trigger: z.string().nullable(),
  warnings: z.array(z.string()),
  /** Why there is no request, so that the delivery would be dead at once; null where there is one. */
  error: z.string().nullable(),
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

export const previewAnswerSchema = z.object({
  /** Its events and condition are met, also where it is inactive; `reason` tells. */
  matched: z.boolean(),
  reason: firingReasonSchema,
  detail: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  explanation: conditionExplanationSchema,
  /** The request of the first delivery, also where it would not be sent; null where the dialect has none for this event. */
  request: previewRequestSchema.nullable(),
  /** Every request that would be sent: one for each URL and native event. */
  requests: z.array(previewRequestSchema),
  /** The event and what is derived from it, each with its verdict. */
  considered: z.array(z.object({ eventId: z.string(), type: z.string(), reason: firingReasonSchema })),
});
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;

/** Input of `POST …/subscriptions/backtest`. */
export const backtestInputSchema = z
  .strictObject({
    subscription: draftSchema.optional(),
    subscriptionId: z.string().max(512).optional(),
    from: windowFromSchema.optional().describe('Absent: 7 days before `to`'),
    to: windowToSchema.optional().describe('Absent: now'),
    samples: z.number().int().min(0).max(100).default(10),
  })
  .refine(
    (input) => (input.subscription === undefined) !== (input.subscriptionId === undefined),
    'must name either `subscription` or `subscriptionId`',
  );
export type BacktestInput = z.infer<typeof backtestInputSchema>;

export const backtestAnswerSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** What was looked at reaches back to here: to `from` where it is complete. */
  scannedFrom: z.iso.datetime(),
  /** Stored events that were looked at, and how many of them it would have fired for. */
  scanned: z.number().int(),
  matched: z.number().int(),
  /** Deliveries that it would have made, without regard to throttles. */
  deliveries: z.number().int(),
  /** False: there were more events than one answer looks at; the oldest of them are missing. */
  complete: z.boolean(),
  byType: z.array(z.object({ type: z.string(), matched: z.number().int() })),
  byDay: z.array(z.object({ date: z.iso.date(), matched: z.number().int() })),
  /** The newest matches. */
  samples: z.array(
    z.object({
      eventId: z.string(),
      type: z.string(),
      ticketId: z.string().nullable(),
      receivedAt: z.iso.datetime(),
    }),
  ),
});
export type BacktestAnswer = z.infer<typeof backtestAnswerSchema>;
