import { z } from 'zod';
import type { GatewayClient } from '../../tools/demo/gateway-client.js';
import { CHAOS_TENANTS, RETRY_SCHEDULE, SUBSCRIPTIONS, type ChaosSubscription } from './scenario.js';

const createdSchema = z.object({ id: z.string() });

/** Makes the tenants and subscriptions through the HTTP API; answers the subscriptions' ids by their paths. */
export async function configure(
  gateway: GatewayClient,
  receiverUrl: string,
): Promise<ReadonlyMap<string, string>> {
  for (const tenant of CHAOS_TENANTS)
    await gateway.call('PUT', `/v1/tenants/${tenant}`, z.unknown(), { name: tenant });
  const ids = new Map<string, string>();
  for (const subscription of SUBSCRIPTIONS) {
    const id = await create(gateway, receiverUrl, subscription);
    for (const path of subscription.paths) ids.set(path, id);
  }
  return ids;
}

/** Makes one subscription; answers its id. */
export async function create(
  gateway: GatewayClient,
  receiverUrl: string,
  { tenant, name, events, paths, secret, delivery }: ChaosSubscription,
): Promise<string> {
  const created = await gateway.call('POST', `/v1/tenants/${tenant}/subscriptions`, createdSchema, {
    name,
    events,
    secret,
    urls: paths.map((path) => receiverUrl + path),
    delivery: { retrySchedule: RETRY_SCHEDULE, timeoutMs: 5_000, ...delivery },
  });
  return created.id;
}
