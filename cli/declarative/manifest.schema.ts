import {
  calendarInputSchema,
  chosenIdSchema,
  labelsSchema,
  slaPolicyInputSchema,
  subscriptionInputSchema,
  tenantIdSchema,
} from '@deskhook/contracts';
import { z } from 'zod';

export const API_VERSION = 'deskhook.dev/v1';

/** In the order in which they refer to each other: whoever comes later may name those before. */
export const KINDS = ['Calendar', 'SlaPolicy', 'Subscription'] as const;
export type KindName = (typeof KINDS)[number];

const metadata = z.strictObject({
  name: chosenIdSchema.describe(
    'Finds the same thing again, whatever else of it changes: the id of a calendar or policy, the key of a subscription',
  ),
  tenant: tenantIdSchema
    .optional()
    .describe('Absent: --tenant, DESKHOOK_TENANT, or the tenant of the API key'),
  labels: labelsSchema.optional(),
});

/** What the API calls name is for people and may change; it is the metadata's name when it is absent. */
const shownName = calendarInputSchema.shape.name.optional();

const SPECS = {
  Calendar: calendarInputSchema.omit({ id: true, labels: true }).extend({ name: shownName }),
  SlaPolicy: slaPolicyInputSchema.omit({ id: true, labels: true }).extend({ name: shownName }),
  Subscription: subscriptionInputSchema.omit({ key: true, labels: true }).extend({ name: shownName }),
} as const satisfies Record<KindName, z.ZodType>;

/** A document of a file: one thing as it is wanted. */
export const manifestSchema = z.discriminatedUnion('kind', [
  documentOf('Calendar', SPECS.Calendar),
  documentOf('SlaPolicy', SPECS.SlaPolicy),
  documentOf('Subscription', SPECS.Subscription),
]);

/** What tells which thing a document means, whatever it states of it. */
export const identitySchema = z.looseObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.enum(KINDS),
  metadata,
});

function documentOf<K extends KindName, S extends z.ZodType>(kind: K, spec: S) {
  return z.strictObject({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal(kind),
    metadata,
    spec,
  });
}
