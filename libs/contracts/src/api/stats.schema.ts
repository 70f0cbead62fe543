import { z } from 'zod';
import { windowFromSchema, windowToSchema } from './window.schema.js';

/** The items of an answer, at most. */
export const STATS_ITEMS_MAX = 300;

/** Lengths of a bucket, in milliseconds. */
export const STATS_BUCKETS = { '5m': 300_000, '1h': 3_600_000, '1d': 86_400_000 } as const;

export const statsQuerySchema = z.object({
  from: windowFromSchema.optional().describe('Absent: 24 hours before `to`. Widened to a full five minutes'),
  to: windowToSchema
    .optional()
    .describe('Absent: now. At most 31 days after `from`. Widened to a full five minutes'),
  subscription: z.string().max(512).optional(),
  url: z.string().max(2048).optional().describe('A text in the URL'),
  type: z.string().max(128).optional().describe('A type, or a native event of a dialect'),
  bucket: z.enum(['5m', '1h', '1d']).optional().describe('Also count by buckets of this length, in UTC'),
});
export type StatsQuery = z.infer<typeof statsQuerySchema>;

const figures = {
  /** Attempts: requests that were made, retries and tests included. */
  count: z.number().int(),
  successes: z.number().int(),
  failures: z.number().int(),
  /** Response time; null without attempts. */
  averageMs: z.number().nullable(),
  /** 95 of 100 attempts took at most so long; counted in steps of ten per cent. */
  p95Ms: z.number().nullable(),
};
const statsBucketSchema = z.object({ at: z.iso.datetime(), ...figures });
export type StatsBucket = z.infer<typeof statsBucketSchema>;

/** How the attempts of a window fared: in all, and by subscription, URL and event. */
export const statsSchema = z.object({
  /** The window that was counted: the one that was asked for, in whole buckets of five minutes. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  total: z.object({ ...figures, lastAt: z.iso.datetime().nullable() }),
  /** The busiest first. */
  items: z.array(
    z.object({
      subscriptionId: z.string(),
      url: z.string(),
      type: z.string(),
      /** Native event of the subscription's dialect; null where the type goes out under its own name. */
      trigger: z.string().nullable(),
      ...figures,
      /** When the last attempt began. */
      lastAt: z.iso.datetime(),
    }),
  ),
  /** Whether there are more items than shown; filter to see them. */
  truncated: z.boolean(),
  /** The total by buckets, gaps included, each with the instant that it begins; null unless asked for. */
  buckets: z.array(statsBucketSchema).nullable(),
});
export type Stats = z.infer<typeof statsSchema>;
