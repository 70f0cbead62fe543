import { z } from 'zod';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { GatewayClient } from '../../tools/demo/gateway-client.js';

export const TENANT = 'bench';

/** What the bare loop keeps in flight; the contract allows an endpoint up to 100. */
const CONCURRENCY = 64;

/** The system is ready before its database is: configuration comes a moment later. */
const READY_MS_MAX = 60_000;

/** One tenant with one subscription that every event matches, with one URL. */
export async function configureTenant(gatewayUrl: string, rootKey: string, url: string): Promise<void> {
  const gateway = new GatewayClient(gatewayUrl, rootKey);
  const makeTenant = () =>
    gateway.call('PUT', `/v1/tenants/${TENANT}`, z.unknown(), { name: 'Benchmark' }).then(
      () => true,
      () => undefined,
    );
  await waitUntil(makeTenant, { what: 'the tenant of the benchmark', timeoutMs: READY_MS_MAX, pollMs: 100 });
  await gateway.call('POST', `/v1/tenants/${TENANT}/subscriptions`, z.unknown(), {
    name: 'everything',
    urls: [url],
    events: ['*'],
    delivery: { maxConcurrency: CONCURRENCY },
  });
}
