import { z } from 'zod';
import { retryCauseSchema } from '../attempt.schema.js';
import { deliveryStatusSchema } from '../delivery.schema.js';
import { pageOf, pageQuerySchema } from './page.schema.js';
import { windowFromSchema, windowToSchema } from './window.schema.js';

const headers = z.record(z.string(), z.string());

/** One HTTP request and its answer (contract, section 7). */
export const attemptSchema = z.object({
  number: z.number().int(),
  at: z.iso.datetime(),
  durationMs: z.number(),
  requestHeaders: headers,
  requestBody: z.string().nullable(),
  responseCode: z.number().int().nullable(),
  responseHeaders: headers.nullable(),
  responseBody: z.string().nullable(),
  responseTruncated: z.boolean(),
  error: z.string().nullable(),
  /** Redirects that were followed: the answer, and where it led. */
  redirects: z.array(z.object({ code: z.number().int(), url: z.string() })),
  /** What rendering had to change or found unusual. */
  warnings: z.array(z.string()),
  traceId: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

const summary = {
  id: z.string(),
  eventId: z.string(),
  subscriptionId: z.string(),
  url: z.string(),
  type: z.string(),
  /** The native event of the subscription's dialect; null where the canonical type goes out as it is. */
  trigger: z.string().nullable(),
  ticketId: z.string().nullable(),
  status: deliveryStatusSchema,
  attemptCount: z.number().int(),
  lastResponseCode: z.number().int().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
  /** Why it is not delivered (yet), in one sentence. */
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

/** A delivery in a list: without its attempts' headers and bodies. */
export const deliverySummarySchema = z.object(summary);
export type DeliverySummary = z.infer<typeof deliverySummarySchema>;
export const deliveryPageSchema = pageOf(deliverySummarySchema);

/** When a delivery is tried again, and why then. */
export const deliveryScheduleSchema = z.object({
  /** The subscription's retry schedule as it is now; the n-th delay follows the n-th failed attempt. */
  retrySchedule: z.array(z.string()),
  /** Attempts that may still be made before the delivery is dead, the next one included; 0 once it has ended. */
  attemptsLeft: z.number().int(),
  /** Null once it has ended. */
  next: z
    .object({
      number: z.number().int(),
      /** Null: as soon as what it waits for is over. */
      at: z.iso.datetime().nullable(),
      /** What decides that, in one sentence. */
      why: z.string(),
    })
    .nullable(),
});
export type DeliverySchedule = z.infer<typeof deliveryScheduleSchema>;

/** How far an open delivery has come in its run of the retry schedule. */
export const deliveryProgressSchema = z.object({
  /** Number of the next attempt. */
  nextNumber: z.number().int(),
  /** Attempts of this run that were made. */
  attemptsMade: z.number().int(),
  /** What decided when the next one is made; null: nothing was attempted yet, or an earlier version did not tell. */
  retry: retryCauseSchema.nullable(),
});
export type DeliveryProgress = z.infer<typeof deliveryProgressSchema>;

const withAttempts = z.object({ ...summary, attempts: z.array(attemptSchema) });

/** What the log knows of a delivery. Progress is null once it has ended, and absent where the log is of an earlier release. */
export const loggedDeliverySchema = withAttempts.extend({
  progress: deliveryProgressSchema.nullable().optional(),
});
export type LoggedDelivery = z.infer<typeof loggedDeliverySchema>;

export const deliveryDetailSchema = withAttempts.extend({
  /** Null where the subscription is gone or cannot be asked. */
  schedule: deliveryScheduleSchema.nullable(),
});
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

export const deliveryQuerySchema = pageQuerySchema.extend({
  subscription: z.string().optional(),
  status: deliveryStatusSchema.optional(),
  type: z.string().optional(),
  ticket: z.string().optional(),
  event: z.string().optional(),
  url: z.string().optional(),
  code: z.coerce.number().int().optional(),
  /** Text in the reason or an attempt's error. */
  error: z.string().max(200).optional(),
  from: windowFromSchema.optional(),
  to: windowToSchema.optional(),
});
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

/** Answer to a replay: the delivery is on its way again under the same id. */
export const replayAnswerSchema = z.object({ id: z.string(), attempt: z.number().int() });
export type ReplayAnswer = z.infer<typeof replayAnswerSchema>;

/** Answer to a test send: the first URL's attempt, and that of each URL. */
export const testAnswerSchema = attemptSchema.extend({
  deliveryId: z.string(),
  url: z.string(),
  status: deliveryStatusSchema,
  attempts: z.array(
    attemptSchema.extend({ deliveryId: z.string(), url: z.string(), status: deliveryStatusSchema }),
  ),
});
export type TestAnswer = z.infer<typeof testAnswerSchema>;
