import { z } from 'zod';
import { deliveryStatusSchema, renderedSchema } from './delivery.schema.js';

const headers = z.record(z.string(), z.string());

const run = {
  /** Which attempt of its run of the retry schedule failed, from 1, and how many the run has in all. */
  position: z.number().int(),
  attempts: z.number().int(),
  /** The schedule's delay after this attempt. */
  delayMs: z.number(),
};
/** What decided when the next attempt is made. */
export const retryCauseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('schedule'), ...run }),
  /** The endpoint asked for more time than the schedule has. */
  z.object({ kind: z.literal('retry-after'), ...run }),
  /** Another form of the body, or another access token, was tried at once. */
  z.object({ kind: z.literal('at-once') }),
]);

/**
 * One attempt as the dispatcher reports it on the ATTEMPTS stream. Where no request was made (a delivery cancelled
 * because its subscription is gone), `request` and `durationMs` are absent and only the status counts.
 */
export const attemptReportSchema = z.object({
  deliveryId: z.string(),
  tenant: z.string(),
  eventId: z.string(),
  subscriptionId: z.string(),
  trigger: z.string().optional(),
  url: z.string(),
  type: z.string(),
  ticketId: z.string().nullable(),
  /** When the event was accepted, in epoch milliseconds. */
  acceptedAt: z.number(),
  number: z.number().int(),
  /** When the attempt began, in epoch milliseconds. */
  at: z.number(),
  /** Where the delivery stands after this attempt. */
  status: deliveryStatusSchema,
  reason: z.string().nullable(),
  nextAttemptAt: z.number().nullable(),
  /** Why the next attempt is made then; absent where there is none, and in reports of earlier versions. */
  retry: retryCauseSchema.optional(),
  test: z.boolean().optional(),
  durationMs: z.number().optional(),
  request: z
    .object({
      headers,
      contentType: z.string(),
      /** SHA-256 of the body, base64url. */
      bodyHash: z.string(),
      /** The body in base64; absent where it is the stored event's payload, byte for byte. */
      body: z.string().optional(),
      /** Set where `body` is the base64 of the deflated body. */
      bodyEncoding: z.literal('deflate').optional(),
      /** What the dialect rendered beside the body; a replay sends it again. */
      rendered: renderedSchema.pick({ headers: true, variant: true }).optional(),
    })
    .optional(),
  response: z
    .object({
      code: z.number().int(),
      headers,
      /** The first bytes of the body, as text; bytes that are not UTF-8 are replaced. */
      body: z.string(),
      truncated: z.boolean(),
    })
    .optional(),
  error: z.string().nullable(),
  /** Redirects that were followed, in their order: the answer and where it led. */
  redirects: z.array(z.object({ code: z.number().int(), url: z.string() })).optional(),
  /** What rendering had to change or found unusual, one sentence each. */
  warnings: z.array(z.string()).optional(),
  traceId: z.string(),
  spanId: z.string(),
  /** Its span is exported: sampled, or kept for its failure. */
  sampled: z.boolean().optional(),
});
export type AttemptReport = z.infer<typeof attemptReportSchema>;

/**
 * The message id of a report: told twice, it is logged once. An attempt that was made twice, because its process or the
 * broker died in between, may end differently each time; both ends count, and the log keeps the stronger one.
 */
export function attemptMessageId(
  deliveryId: string,
  number: number,
  status: AttemptReport['status'],
): string {
  return `${deliveryId}.${number}.${status}`;
}
