import { z } from 'zod';
import { entityIdSchema } from '../canonical-data.schema.js';
import { NOTICE_TYPES, type NoticeType } from '../notice.js';

const instant = z.iso.datetime();

const endpoint = {
  subscription: z.object({ id: z.string(), name: z.string().describe('Empty once it is deleted') }),
  url: z.string().describe('With credentials hidden'),
  key: z.string().describe('Stands for the exact URL'),
  since: instant,
};

const endpointDisabled = z.object({
  endpoint: z.object({
    ...endpoint,
    status: z.literal('disabled'),
    failing_since: instant,
    reason: z.string(),
  }),
});

const endpointRecovered = z.object({
  endpoint: z.object({ ...endpoint, status: z.literal('active'), failing_since: instant }),
});

const deliveryFailed = z.object({
  endpoint: z.object({ ...endpoint, status: z.literal('failing') }),
  delivery: z.object({
    id: z.string(),
    event_id: z.string(),
    type: z.string(),
    attempts: z.number().int().min(1),
    error: z.string().nullable(),
  }),
});

const loopStopped = z.object({
  ticket: z.object({ id: entityIdSchema }).optional(),
  loop: z.object({
    event_id: z.string(),
    event_type: z.string(),
    causation_id: z.string().nullable(),
    hopcount: z.number().int(),
    limit: z.number().int(),
    advice: z.string(),
  }),
});

/** `data` of each notice (contract, section 4). */
export const NOTICE_DATA = {
  [NOTICE_TYPES.endpointDisabled]: endpointDisabled,
  [NOTICE_TYPES.endpointRecovered]: endpointRecovered,
  [NOTICE_TYPES.deliveryFailed]: deliveryFailed,
  [NOTICE_TYPES.loopStopped]: loopStopped,
} as const satisfies Record<NoticeType, z.ZodType>;
