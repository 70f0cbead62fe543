import { z } from 'zod';
import { deliverySummarySchema } from './delivery.schema.js';
import { pageOf, pageQuerySchema } from './page.schema.js';
import { windowFromSchema, windowToSchema } from './window.schema.js';

const summary = {
  id: z.string(),
  type: z.string(),
  source: z.string(),
  subject: z.string().nullable(),
  time: z.iso.datetime().nullable(),
  ticketId: z.string().nullable(),
  receivedAt: z.iso.datetime(),
};
export const eventSummarySchema = z.object(summary);
export type EventSummary = z.infer<typeof eventSummarySchema>;
export const eventPageSchema = pageOf(eventSummarySchema);

/** One event as it was stored, with the deliveries that it made. */
export const eventDetailSchema = z.object({
  ...summary,
  /** The CloudEvent: attributes and data. */
  event: z.record(z.string(), z.unknown()),
  deliveries: z.array(deliverySummarySchema),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

export const eventQuerySchema = pageQuerySchema.extend({
  type: z.string().optional(),
  ticket: z.string().optional(),
  from: windowFromSchema.optional(),
  to: windowToSchema.optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;

/** Answer to `POST …/events`: all of them are stored. */
export const ingestAnswerSchema = z.object({ accepted: z.number().int(), ids: z.array(z.string()) });
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;
