import { endpointKey, hiddenUrl } from '@deskhook/domain';
import type { Endpoint } from '../endpoints/endpoint-control.js';

/** Knows how subscriptions are called. */
export interface SubscriptionNames {
  /** Empty where the subscription was deleted meanwhile. */
  nameOf(tenant: string, id: string): string;
}

/**
 * How news name an endpoint. They go to receivers that may not see its secrets, so the key stands for the exact URL.
 */
export function endpointData(names: SubscriptionNames, { tenant, subscriptionId: id, url }: Endpoint) {
  const subscription = { id, name: names.nameOf(tenant, id) };
  return { subscription, url: hiddenUrl(url), key: endpointKey(url) };
}
