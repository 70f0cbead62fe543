import { z } from 'zod';
import { entityIdSchema } from '../canonical-data.schema.js';
import { NOTICE_TYPES, type NoticeType } from '../notice.js';
import { outgoingEventSchema } from './outgoing-event.schema.js';

const instant = z.iso.datetime();

const endpoint = {
  subscription: z.strictObject({ id: z.string(), name: z.string().describe('Empty once it is deleted') }),
  url: z.string().describe('With credentials hidden'),
  key: z.string().describe('Stands for the exact URL'),
  since: instant,
};

const endpointDisabled = z.strictObject({
  endpoint: z.strictObject({
    ...endpoint,
    status: z.literal('disabled'),
    failing_since: instant,
    reason: z.string(),
  }),
});

const endpointRecovered = z.strictObject({
  endpoint: z.strictObject({ ...endpoint, status: z.literal('active'), failing_since: instant }),
});

const deliveryFailed = z.strictObject({
  endpoint: z.strictObject({ ...endpoint, status: z.literal('failing') }),
  delivery: z.strictObject({
    id: z.string(),
    event_id: z.string(),
    type: z.string(),
    attempts: z.number().int().min(1),
    error: z.string().nullable(),
  }),
});

const loopStopped = z.strictObject({
  ticket: z.strictObject({ id: entityIdSchema }).optional(),
  loop: z.strictObject({
    event_id: z.string(),
    event_type: z.string(),
    causation_id: z.string().nullable(),
    hopcount: z.number().int(),
    limit: z.number().int(),
    advice: z.string(),
  }),
});

/** `data` of each notice (contract, section 4). */
const NOTICE_DATA = {
  [NOTICE_TYPES.endpointDisabled]: endpointDisabled,
  [NOTICE_TYPES.endpointRecovered]: endpointRecovered,
  [NOTICE_TYPES.deliveryFailed]: deliveryFailed,
  [NOTICE_TYPES.loopStopped]: loopStopped,
} as const satisfies Record<NoticeType, z.ZodType>;

const causes = {
  causationid: z.string().optional().describe('Id of the event that it follows from'),
  correlationid: z.string().optional(),
  traceparent: z.string().optional().describe('W3C trace context'),
};

/** Deskhook's own news, each with its schema. */
export const NOTICES = Object.values(NOTICE_TYPES).map((type) => ({
  type,
  schema: outgoingEventSchema.extend({ type: z.literal(type), ...causes, data: NOTICE_DATA[type] }),
}));
