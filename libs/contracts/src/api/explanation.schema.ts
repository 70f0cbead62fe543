import { z } from 'zod';

/** Why a subscription did or did not fire for an event. */
export const FIRING_REASONS = [
  'fired',
  'inactive',
  'type_not_selected',
  'condition_false',
  'deduplicated',
  'merged',
  'throttled',
  'hop_limit',
  'created_later',
  'pending',
] as const;
export const firingReasonSchema = z.enum(FIRING_REASONS);
export type FiringReason = z.infer<typeof firingReasonSchema>;

/** The condition as its JSON is, each node with its `verdict`, each test also with the `actual` value. */
export const conditionExplanationSchema = z.record(z.string(), z.unknown());

/** One subscription's part in an event. */
export const subscriptionExplanationSchema = z.object({
  subscriptionId: z.string(),
  name: z.string(),
  fired: z.boolean(),
  reason: firingReasonSchema,
  /** The reason as a sentence. */
  detail: z.string(),
  /** The event that was looked at: this one, or one that was derived from it. */
  eventId: z.string(),
  eventType: z.string(),
  explanation: conditionExplanationSchema,
  deliveries: z.array(z.string()),
});
export type SubscriptionExplanation = z.infer<typeof subscriptionExplanationSchema>;
