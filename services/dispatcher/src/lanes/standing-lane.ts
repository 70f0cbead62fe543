import type { SubscriptionRecord } from '@deskhook/contracts';

/** Why deliveries of a subscription go over lanes whatever its endpoints are like at the moment, or null. */
export function reasonForLane({ delivery }: SubscriptionRecord): string | null {
  if (delivery.ordering === 'ticket') return 'its order counts';
  if (delivery.rateLimit !== null) return 'its endpoint has a rate limit';
  return delivery.maxConcurrency === 1 ? 'its endpoint takes one at a time' : null;
}
