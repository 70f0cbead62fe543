import { z } from 'zod';
import { deadLetterReasonSchema } from '../dead-letter.schema.js';
import { deliveryStatusSchema } from '../delivery.schema.js';
import { pageOf, pageQuerySchema } from './page.schema.js';
import { windowFromSchema, windowToSchema } from './window.schema.js';

/** Most that one replay takes: more is a mistake more often than a wish. */
export const REPLAY_SELECTED_MAX = 1_000_000;
const PER_SECOND_MAX = 10_000;
const PER_SECOND_DEFAULT = 50;

const perSecondSchema = z
  .number()
  .int()
  .min(0)
  .max(PER_SECOND_MAX)
  .default(PER_SECOND_DEFAULT)
  .describe('How many a second at most; 0: as fast as everything else allows');
const dryRunSchema = z.boolean().default(false).describe('Only count what would be replayed');

/** What a replay of deliveries selects: the filters of their list. */
export const deliveryReplayFilterSchema = z.object({
  status: deliveryStatusSchema
    .optional()
    .describe(
      'Absent: what is dead or cancelled. `pending` takes only what the ledger has given up, since the rest is on its way; ' +
        '`retrying` also sends now what waits for its next attempt',
    ),
  subscription: z.string().optional(),
  type: z.string().optional(),
  ticket: z.string().optional(),
  event: z.string().optional(),
  url: z.string().optional(),
  code: z.number().int().optional(),
  error: z.string().max(200).optional().describe('Text in the reason or an error'),
  from: windowFromSchema.optional(),
  to: windowToSchema.optional().describe('At most the present, which is also what its absence means'),
});
export type DeliveryReplayFilter = z.infer<typeof deliveryReplayFilterSchema>;

/** What a replay of dead letters selects. */
export const deadLetterReplayFilterSchema = z.object({
  reason: deadLetterReasonSchema.optional(),
  from: windowFromSchema.optional(),
  to: windowToSchema.optional(),
});
export type DeadLetterReplayFilter = z.infer<typeof deadLetterReplayFilterSchema>;

/** An empty body would send everything that ever failed again. */
const needsFilter = 'name what to replay: by at least one of its fields';
const hasFilter = ({
  perSecond: _perSecond,
  dryRun: _dryRun,
  ...filter
}: Readonly<Record<string, unknown>>) => Object.values(filter).some((value) => value !== undefined);

export const deliveryReplayInputSchema = deliveryReplayFilterSchema
  .extend({ perSecond: perSecondSchema, dryRun: dryRunSchema })
  .strict()
  .refine(hasFilter, needsFilter);
export const deadLetterReplayInputSchema = deadLetterReplayFilterSchema
  .extend({ perSecond: perSecondSchema, dryRun: dryRunSchema })
  .strict()
  .refine(hasFilter, needsFilter);

/** What is asked of the log service: which of the two it is, and what it selects. */
export const replayOrderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deliveries'), filter: deliveryReplayFilterSchema }),
  z.object({ kind: z.literal('dead-letters'), filter: deadLetterReplayFilterSchema }),
]);
export type ReplayOrder = z.infer<typeof replayOrderSchema>;

export const REPLAY_STATES = ['running', 'done', 'cancelled', 'failed'] as const;
export const replayStateSchema = z.enum(REPLAY_STATES);

/** Why something that was selected was not sent again. */
export const REPLAY_SKIPS = [
  'pending',
  'on_its_way',
  'changed',
  'test',
  'subscription_deleted',
  'subscription_inactive',
  'url_removed',
  'url_disabled',
  'not_in_log',
  'erased',
  'truncated',
] as const;
export const replaySkipSchema = z.enum(REPLAY_SKIPS);
export type ReplaySkip = z.infer<typeof replaySkipSchema>;

const instant = z.iso.datetime({ offset: true });

/** The filter of a replay as it was understood; its end is fixed when it begins. */
export const replayFilterSchema = z.object({
  status: deliveryStatusSchema.optional(),
  subscription: z.string().optional(),
  type: z.string().optional(),
  ticket: z.string().optional(),
  event: z.string().optional(),
  url: z.string().optional(),
  code: z.number().int().optional(),
  error: z.string().optional(),
  reason: deadLetterReasonSchema.optional(),
  from: instant.optional(),
  to: instant,
});
export type ReplayFilter = z.infer<typeof replayFilterSchema>;

/** A replay of everything that a filter selects, and how far it has come. */
export const replaySchema = z.object({
  id: z.string(),
  kind: z.enum(['deliveries', 'dead-letters']),
  filter: replayFilterSchema,
  /** How many a second at most; 0: no limit. */
  perSecond: z.number().int(),
  /** How many the filter selected when it began. */
  selected: z.number().int(),
  state: replayStateSchema,
  replayed: z.number().int(),
  skipped: z.number().int(),
  /** How many were skipped for which reason. */
  skippedBy: z.partialRecord(replaySkipSchema, z.number().int()),
  failed: z.number().int(),
  /** The first that failed, and why. */
  failures: z.array(z.object({ id: z.string(), detail: z.string() })),
  /** Why it does not go on at the moment; null when it does. */
  waiting: z.string().nullable(),
  /** Why it failed as a whole. */
  detail: z.string().nullable(),
  /** The API key that started it, or `root`. */
  startedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Replay = z.infer<typeof replaySchema>;
export const replayPageSchema = pageOf(replaySchema);

/** Answer to the start of a replay; a dry run has no id, and changes nothing. */
export const replayStartSchema = z.object({
  ...replaySchema.shape,
  id: z.string().nullable(),
  state: z.enum([...REPLAY_STATES, 'dry-run']),
});
export type ReplayStart = z.infer<typeof replayStartSchema>;

export const replayQuerySchema = pageQuerySchema.extend({ state: replayStateSchema.optional() });
export type ReplayQuery = z.infer<typeof replayQuerySchema>;
