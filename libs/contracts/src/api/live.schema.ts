import { z } from 'zod';
import { deliverySummarySchema } from './delivery.schema.js';

/** One attempt as the live stream tells it: without headers and bodies, for which the delivery is asked. */
export const liveAttemptSchema = deliverySummarySchema
  .pick({
    eventId: true,
    subscriptionId: true,
    url: true,
    type: true,
    trigger: true,
    ticketId: true,
    status: true,
    reason: true,
    nextAttemptAt: true,
  })
  .extend({
    deliveryId: z.string(),
    number: z.number().int(),
    at: z.iso.datetime(),
    /** Null where no request was made: the delivery was cancelled. */
    durationMs: z.number().nullable(),
    responseCode: z.number().int().nullable(),
    error: z.string().nullable(),
    /** Whether it was a test of the subscription. */
    test: z.boolean(),
    traceId: z.string(),
  });
export type LiveAttempt = z.infer<typeof liveAttemptSchema>;

const sequenceText = z.string().regex(/^\d{1,15}$/, 'must be the id of an event of this stream: a number');

/** What narrows the live stream down, as the list of deliveries has it. */
export const liveQuerySchema = z.object({
  subscription: z.string().optional(),
  status: deliverySummarySchema.shape.status.optional(),
  type: z.string().optional(),
  ticket: z.string().optional(),
  url: z.string().optional(),
  code: z.coerce.number().int().optional(),
  /** Text in the reason or the error. */
  error: z.string().max(200).optional(),
  lastEventId: sequenceText
    .optional()
    .describe('Where to go on, for clients that cannot set `Last-Event-ID`'),
});
export type LiveQuery = z.infer<typeof liveQuerySchema>;

/** Browsers send it when they connect again. */
export const liveHeadersSchema = z.object({
  'last-event-id': sequenceText.optional().describe('Id of the last event that was read: goes on after it'),
});
