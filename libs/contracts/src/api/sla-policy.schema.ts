import { parseFixedDurationMs } from '@deskhook/domain';
import { z } from 'zod';
import { conditionSchema } from '../condition.schema.js';
import { chosenIdSchema } from './entity-id.schema.js';
import { labelsSchema } from './label.schema.js';
import { pageOf } from './page.schema.js';

const DAY_MS = 86_400_000;
const TARGET_MS_MAX = 366 * DAY_MS;
const STATUSES_MAX = 50;
const WARNINGS_MAX = 10;
const TIME_CONDITIONS_MAX = 20;

const duration = z
  .string()
  .refine(
    (text) => isBetween(parseFixedDurationMs(text), 1_000, TARGET_MS_MAX),
    'must be an ISO 8601 duration such as PT30M, PT8H or P2D, from PT1S to P366D; a day has 24 hours',
  );
const word = z.string().trim().min(1, 'must not be empty').max(128);

/** A target by the ticket's priority (its slug); `default` is for all others, null for none. */
const targets = z.union(
  [
    duration.transform((text): Record<string, string | null> => ({ default: text })),
    z.record(word, duration.nullable()),
  ],
  'must be a duration such as PT8H, or durations by priority such as {"urgent":"PT1H","default":"PT8H"}',
);
const allTargets = z.strictObject({
  firstResponse: targets.optional(),
  nextResponse: targets.optional(),
  resolution: targets.optional(),
});

/** How long before the due instant, or after how much of the target, a warning is given. */
const warning = z.union(
  [z.strictObject({ before: duration }), z.strictObject({ percent: z.number().int().min(1).max(99) })],
  'must be {"before":"PT30M"} or {"percent":80}',
);

/** A ticket that stays in one of the statuses so long is told as `ticket.time_condition_met`, once for each stay. */
const timeCondition = z.strictObject({
  id: chosenIdSchema,
  statuses: z.array(word).min(1).max(STATUSES_MAX),
  after: duration,
});

const fields = {
  name: z.string().trim().min(1, 'must not be empty').max(255),
  status: z.enum(['active', 'inactive']),
  /** Of the policies whose condition a ticket meets, the one with the lowest position applies; of equal ones the id that sorts first. */
  position: z.number().int().min(0).max(1_000_000),
  condition: conditionSchema.nullable(),
  targets: allTargets,
  /** Id of the business calendar; null: around the clock. */
  calendar: z.string().max(128).nullable(),
  /** Statuses, by slug or base, in which the clocks stand still. */
  pauseStatuses: z.array(word).max(STATUSES_MAX),
  warnings: z.array(warning).max(WARNINGS_MAX),
  timeConditions: z.array(timeCondition).max(TIME_CONDITIONS_MAX),
  labels: labelsSchema,
};

/** Input of `POST …/sla-policies`. */
export const slaPolicyInputSchema = z.strictObject({
  id: chosenIdSchema.optional().describe('Chosen, or made when absent'),
  name: fields.name,
  status: fields.status.default('active'),
  position: fields.position.default(0),
  condition: fields.condition.default(null),
  targets: fields.targets.default({}),
  calendar: fields.calendar.default(null),
  pauseStatuses: fields.pauseStatuses.default([]),
  warnings: fields.warnings.default([]),
  timeConditions: fields.timeConditions.default([]),
  labels: fields.labels.default({}),
});
export type SlaPolicyInput = z.infer<typeof slaPolicyInputSchema>;
/** Input of `PUT …/sla-policies/{id}`. */
export const slaPolicyPutSchema = slaPolicyInputSchema
  .omit({ id: true })
  .extend({ labels: labelsSchema.optional().describe('Absent: they stay') });
export type SlaPolicyPut = z.infer<typeof slaPolicyPutSchema>;
/** Input of `PATCH …/sla-policies/{id}`: what is absent stays, what is given replaces. */
export const slaPolicyPatchSchema = z.strictObject(fields).partial();
export type SlaPolicyPatch = z.infer<typeof slaPolicyPatchSchema>;

export const slaPolicySchema = z.object({
  id: z.string(),
  ...fields,
  targets: z.object({
    firstResponse: z.record(z.string(), z.string().nullable()).optional(),
    nextResponse: z.record(z.string(), z.string().nullable()).optional(),
    resolution: z.record(z.string(), z.string().nullable()).optional(),
  }),
  labels: fields.labels.default({}),
  etag: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SlaPolicy = z.infer<typeof slaPolicySchema>;
export const slaPolicyPageSchema = pageOf(slaPolicySchema);

function isBetween(value: number | null, low: number, high: number): boolean {
  return value !== null && value >= low && value <= high;
}
