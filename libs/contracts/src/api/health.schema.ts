import { z } from 'zod';
import { statsQuerySchema } from './stats.schema.js';

/** Subscriptions that one request may ask of. */
export const HEALTH_SUBSCRIPTIONS_MAX = 100;
/** Buckets of all subscriptions of one answer, which must fit into one message. */
export const HEALTH_BUCKETS_MAX = 10_000;

const ID_LENGTH_MAX = 128;

const idsSchema = z
  .string()
  .max(HEALTH_SUBSCRIPTIONS_MAX * (ID_LENGTH_MAX + 1))
  .transform((text) => [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== ''))
  .refine((ids) => ids.length > 0, 'must name a subscription, such as sub_1 or sub_1,sub_2')
  .refine(
    (ids) => ids.length <= HEALTH_SUBSCRIPTIONS_MAX,
    `must name at most ${HEALTH_SUBSCRIPTIONS_MAX} subscriptions: ask in several requests`,
  );

export const subscriptionHealthQuerySchema = statsQuerySchema.pick({ from: true, to: true }).extend({
  subscription: idsSchema.describe(
    `Ids of subscriptions, separated by commas, at most ${HEALTH_SUBSCRIPTIONS_MAX}`,
  ),
  bucket: statsQuerySchema.shape.bucket.describe(
    'Length of a bucket. Absent: five minutes up to six hours, an hour up to three days, else a day',
  ),
});
export type SubscriptionHealthQuery = z.infer<typeof subscriptionHealthQuerySchema>;

const count = z.number().int();

const healthItemSchema = z.object({
  subscriptionId: z.string(),
  /** Attempts: requests that were made, retries and tests included. */
  count,
  successes: count,
  failures: count,
  /** Response time; null without attempts. */
  averageMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** When the last attempt began; null without attempts. */
  lastAt: z.iso.datetime().nullable(),
  /** Gaps included, in UTC, each with the instant that it begins. */
  buckets: z.array(z.object({ at: z.iso.datetime(), successes: count, failures: count })),
});
export type SubscriptionHealthItem = z.infer<typeof healthItemSchema>;

/** How the attempts of some subscriptions fared, with the course of each. */
export const subscriptionHealthSchema = z.object({
  /** The window that was counted: the one that was asked for, in whole buckets of five minutes. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucketSeconds: count,
  /** In the order asked for; one without attempts has zeros, as has one that does not exist. */
  items: z.array(healthItemSchema),
});
export type SubscriptionHealth = z.infer<typeof subscriptionHealthSchema>;
