import type { SubscriptionRecord } from '@deskhook/contracts';

export interface StandingReason {
  readonly why: 'order' | 'rate_limit' | 'busy';
  readonly reason: string;
}

/** Why deliveries of a subscription go over lanes whatever its endpoints are like at the moment, or null. */
export function reasonForLane({ delivery }: SubscriptionRecord): StandingReason | null {
  if (delivery.ordering === 'ticket') return { why: 'order', reason: 'its order counts' };
  if (delivery.rateLimit !== null) return { why: 'rate_limit', reason: 'its endpoint has a rate limit' };
  return delivery.maxConcurrency === 1 ? { why: 'busy', reason: 'its endpoint takes one at a time' } : null;
}
