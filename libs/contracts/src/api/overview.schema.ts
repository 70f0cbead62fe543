import { z } from 'zod';
import { deliveryStatusSchema } from '../delivery.schema.js';
import { windowFromSchema, windowToSchema } from './window.schema.js';

/** Endpoints that an overview names, at most. */
export const OVERVIEW_ENDPOINTS_MAX = 10;

export const overviewQuerySchema = z.object({
  from: windowFromSchema.optional().describe('Absent: 24 hours before `to`. Widened to a full five minutes'),
  to: windowToSchema
    .optional()
    .describe('Absent: now. At most 31 days after `from`. Widened to a full five minutes'),
});
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

const count = z.number().int();
const outcomes = {
  delivered: count,
  dead: count,
  cancelled: count,
  /** Pending, or between two attempts. */
  open: count,
};
const overviewBucketSchema = z.object({
  /** When it begins. */
  at: z.iso.datetime(),
  ...outcomes,
});

const openDeliverySchema = z.object({
  deliveryId: z.string(),
  subscriptionId: z.string(),
  url: z.string(),
  type: z.string(),
  status: deliveryStatusSchema.extract(['pending', 'retrying']),
  /** When its event was accepted. */
  createdAt: z.iso.datetime(),
  nextAttemptAt: z.iso.datetime().nullable(),
});
export type OldestOpenDelivery = z.infer<typeof openDeliverySchema>;

const failingEndpointSchema = z.object({
  subscriptionId: z.string(),
  url: z.string(),
  /** Attempts of the window. */
  count,
  failures: count,
  p95Ms: z.number().nullable(),
  /** When the last attempt began. */
  lastAt: z.iso.datetime(),
  /** What went wrong with the newest failed attempt; null where the log does not know it. */
  lastError: z.string().nullable(),
});
export type FailingEndpoint = z.infer<typeof failingEndpointSchema>;

/** How a tenant fares: what became of the deliveries of a window, and what needs a look. */
export const overviewSchema = z.object({
  /** The window that was counted: the one that was asked for, in whole buckets of five minutes. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Length of a bucket: five minutes up to six hours, an hour up to three days, else a day. */
  bucketSeconds: count,
  /** Deliveries by the acceptance of their event and by what became of them up to now, gaps included, in UTC. */
  buckets: z.array(overviewBucketSchema),
  /** The sums of the buckets. Tests are not among them. */
  deliveries: z.object({ made: count, ...outcomes }),
  /** Requests that were made in the window, whenever their deliveries were; retries and tests included. */
  attempts: z.object({
    count,
    successes: count,
    failures: count,
    averageMs: z.number().nullable(),
    p95Ms: z.number().nullable(),
  }),
  /** The delivery that has been open for the longest time, whether of the window or before. */
  oldestOpen: openDeliverySchema.nullable(),
  /** Endpoints with failed attempts in the window, those with most first. */
  worstEndpoints: z.array(failingEndpointSchema),
  /** SLA events that were accepted in the window. */
  sla: z.object({ warned: count, breached: count }),
  events: z.object({ accepted: count }),
  /** When the deliveries and events were counted: every few seconds; null before the first time. */
  asOf: z.iso.datetime().nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
