import { z } from 'zod';
import { fitsDepth } from '../json-depth.js';
import { deadLetterReasonSchema } from '../dead-letter.schema.js';
import { pageOf, pageQuerySchema } from './page.schema.js';

/** Something that could not be accepted, and why (contract, section 7). */
export const deadLetterSchema = z.object({
  id: z.string(),
  subject: z.string(),
  reason: deadLetterReasonSchema,
  detail: z.string(),
  pointer: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  /** The payload as text; bytes that are not UTF-8 are replaced. Large ones are cut: ask for fewer to see more. */
  payload: z.string(),
  /** Size of the original in bytes, where the payload is cut. */
  truncatedFrom: z.number().int().nullable(),
  replayedAt: z.iso.datetime().nullable(),
  /** The dead letter whose replay this one is what came of; null where it is none. */
  replayOf: z.string().nullable(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

const EVENT_DEPTH_MAX = 100;

/** Input of `POST …/dead-letters/{id}/replay`: what to publish in the place of what was kept; absent: that, as it came. */
export const mendedReplayInputSchema = z.strictObject({
  event: z
    .record(z.string(), z.unknown())
    .refine(
      (event) => fitsDepth(event, EVENT_DEPTH_MAX),
      `must not be nested deeper than ${EVENT_DEPTH_MAX} levels`,
    )
    .optional()
    .describe('A CloudEvent in structured form'),
});
export type MendedReplayInput = z.infer<typeof mendedReplayInputSchema>;

export const deadLetterPageSchema = pageOf(deadLetterSchema);
export const deadLetterQuerySchema = pageQuerySchema.extend({ reason: deadLetterReasonSchema.optional() });
export type DeadLetterQuery = z.infer<typeof deadLetterQuerySchema>;
