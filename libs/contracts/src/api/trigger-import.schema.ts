import { z } from 'zod';
import { fitsDepth } from '../json-depth.js';
import { problemErrorSchema } from '../problem.schema.js';
import { subscriptionSchema, urlListSchema } from './subscription.schema.js';

const DEPTH_MAX = 100;
const looseObject = z
  .record(z.string(), z.unknown())
  .refine((value) => fitsDepth(value, DEPTH_MAX), `must not be nested deeper than ${DEPTH_MAX} levels`);

/** Input of `POST …/subscriptions/import`. */
export const triggerImportInputSchema = z.strictObject({
  format: z.enum(['zendesk', 'zammad']),
  trigger: looseObject.describe('The trigger as the product’s API gives it, with or without its wrapper'),
  webhooks: z
    .array(looseObject)
    .max(200)
    .default([])
    .describe('The webhooks that the trigger names, as the product’s API gives them'),
  urls: urlListSchema.optional().describe('Where to deliver, instead of the webhooks’ addresses'),
  lookups: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe('Names for ids by field, for example {"ticket.state_id":{"2":"open"}}'),
  dryRun: z.boolean().default(false).describe('Only show what would be created'),
});
export type TriggerImportInput = z.infer<typeof triggerImportInputSchema>;

export const triggerImportAnswerSchema = z.object({
  /** What was created; null for a dry run. Inactive where a condition could not be carried over: it would fire too often. */
  subscription: subscriptionSchema.nullable(),
  /** The body that `POST …/subscriptions` takes for it. */
  input: z.record(z.string(), z.unknown()),
  /** What could not be carried over, each by a pointer into the trigger. */
  notCarriedOver: z.array(problemErrorSchema),
});
export type TriggerImportAnswer = z.infer<typeof triggerImportAnswerSchema>;
