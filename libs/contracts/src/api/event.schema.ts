import { z } from 'zod';
import { deadLetterReasonSchema } from '../dead-letter.schema.js';
import { deliverySummarySchema } from './delivery.schema.js';
import { subscriptionExplanationSchema } from './explanation.schema.js';
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

/** One time that the event's id was published, and what came of it. */
export const publicationSchema = z.object({
  receivedAt: z.iso.datetime(),
  outcome: z.enum(['evaluated', 'deduplicated', 'refused']),
  /** The outcome as a sentence. */
  detail: z.string(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** Why an event was not evaluated: it is a dead letter. */
export const eventRefusalSchema = z.object({
  reason: deadLetterReasonSchema,
  detail: z.string(),
  deadLetterId: z.string(),
});

/** What the log knows of an event: as it was stored, with the deliveries that it made. */
export const loggedEventSchema = z.object({
  ...summary,
  /** The CloudEvent: attributes and data. */
  event: z.record(z.string(), z.unknown()),
  traceId: z.string().describe('Of the trace that it began or goes on in.'),
  /** Null unless none of its publications was accepted. */
  refusal: eventRefusalSchema.nullable(),
  /** How often the id was published. */
  publicationCount: z.number().int(),
  /** The first of them; only one counts. */
  publications: z.array(publicationSchema),
  /** Its deliveries, and those of the events that were derived from it. */
  deliveries: z.array(deliverySummarySchema),
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;

/** One event: what the log knows of it, and why each subscription of the tenant does or does not fire. */
export const eventDetailSchema = loggedEventSchema.extend({
  /** The fine events that are derived from it. */
  derived: z.array(z.object({ id: z.string(), type: z.string() })),
  /** Null where they cannot be given. With the subscriptions as they are now. */
  explanations: z.array(subscriptionExplanationSchema).nullable(),
  /** More subscriptions than were asked for. */
  explanationsTruncated: z.boolean(),
  /** Why there are no explanations; null where there are. */
  explanationsDetail: z.string().nullable(),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

export const EXPLANATIONS_MAX = 1_000;
export const eventDetailQuerySchema = z.object({
  subscription: z.string().max(512).optional().describe('Explain this subscription alone'),
  explanations: z.coerce
    .number()
    .int()
    .min(0)
    .max(EXPLANATIONS_MAX)
    .default(100)
    .describe('At most so many subscriptions, those that fire first'),
});
export type EventDetailQuery = z.infer<typeof eventDetailQuerySchema>;

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
