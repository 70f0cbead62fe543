import { endpointKey, hiddenUrl } from '@deskhook/domain';
import type { Endpoint } from '../endpoints/endpoint-control.js';
import type { EndpointsView } from '../endpoints.view.js';

/**
 * How news name an endpoint. They go to receivers that may not see its secrets, so the key stands for the exact URL. `name`
 * is empty for a subscription that was deleted meanwhile.
 */
export function endpointData(view: EndpointsView, { tenant, subscriptionId: id, url }: Endpoint) {
  const subscription = { id, name: view.nameOf(tenant, id) };
  return { subscription, url: hiddenUrl(url), key: endpointKey(url) };
}
