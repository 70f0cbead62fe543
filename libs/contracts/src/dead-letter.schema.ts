import { z } from 'zod';

/** Why something could not be accepted; the detail names the field and the fix. */
export const DEAD_LETTER_REASONS = [
  'invalid_subject',
  'unknown_tenant',
  'too_large',
  'not_json',
  'invalid_event',
  'unknown_type',
  'type_mismatch',
  'schema_violation',
  'hop_limit',
  'stream_full',
  'poison',
  'connector_unmapped',
] as const;
export const deadLetterReasonSchema = z.enum(DEAD_LETTER_REASONS);
export type DeadLetterReason = z.infer<typeof deadLetterReasonSchema>;

/** A refusal as a value: what is wrong, where, and how to put it right. */
export interface Refusal {
  readonly reason: DeadLetterReason;
  readonly detail: string;
  /** JSON pointer into the event, where one field is at fault. */
  readonly pointer?: string;
}

/** What the header of a dead letter carries beside the original payload. */
export const deadLetterHeaderSchema = z.object({
  id: z.string(),
  reason: deadLetterReasonSchema,
  detail: z.string(),
  pointer: z.string().optional(),
  /** Subject that the original was published to. */
  subject: z.string(),
  stream: z.string(),
  sequence: z.number(),
  /** When the broker stored the original, in epoch milliseconds. */
  receivedAt: z.number(),
  /** Size of the original in bytes, where the payload here is cut. */
  truncatedFrom: z.number().optional(),
  /** CloudEvents attributes and trace context of the original. */
  headers: z.record(z.string(), z.string()),
});
export type DeadLetterHeader = z.infer<typeof deadLetterHeaderSchema>;
