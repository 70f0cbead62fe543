import {
  actionSchema,
  authRecordSchema,
  conditionSchema,
  deliveryOverridesSchema,
  labelsSchema,
  sealedSecretsSchema,
  tlsRecordSchema,
} from '@deskhook/contracts';
import { DIALECT_NAMES } from '@deskhook/dialects';
import { z } from 'zod';
import { storedOptionsSchema } from './dialect-options.js';
import { disabledUrlSchema, type EndpointStanding } from './endpoint-standing.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';

const storedSchema = z.object({
  status: z.enum(['active', 'inactive']),
  dialect: z.enum(DIALECT_NAMES),
  secrets: sealedSecretsSchema,
  headers: z.record(z.string(), z.string()),
  delivery: deliveryOverridesSchema,
  dialectOptions: storedOptionsSchema,
  condition: conditionSchema.nullable(),
  actions: z.array(actionSchema),
  auth: authRecordSchema,
  tls: tlsRecordSchema.nullable(),
  disabledUrls: z.array(disabledUrlSchema),
  labels: labelsSchema,
});
export type StoredSubscription = z.infer<typeof storedSchema>;

/** What the database gives as text and JSON, parsed. */
export const parseStored = (row: SubscriptionEntity): StoredSubscription => storedSchema.parse(row);

/** Which URLs a row has, and to which of them it sends. */
export function standingOf(row: SubscriptionEntity): EndpointStanding {
  const { status, disabledUrls } = parseStored(row);
  return { urls: row.urls, status, disabledUrls, activatedAt: row.activatedAt };
}
