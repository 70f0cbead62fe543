import { endpointKey } from '@deskhook/domain';
import { z } from 'zod';

/**
 * What the dispatchers tell each other of an endpoint in trouble, under `healthKey`. There is no record of one that does
 * well.
 */
export const healthRecordSchema = z.object({
  tenant: z.string(),
  subscriptionId: z.string(),
  url: z.string(),
  /** When the first of nothing but failures ended, in epoch milliseconds; null: it does not fail that much. */
  failingSince: z.number().nullable(),
  /** Until when it asked to be left alone, in epoch milliseconds; null: it did not. */
  quietUntil: z.number().nullable(),
  /** What went wrong last. */
  reason: z.string(),
});
export type HealthRecord = z.infer<typeof healthRecordSchema>;

/** The record's key in the bucket. */
export function healthKey(endpoint: Pick<HealthRecord, 'tenant' | 'subscriptionId' | 'url'>): string {
  return `${endpoint.tenant}.${endpoint.subscriptionId}.${endpointKey(endpoint.url)}`;
}
