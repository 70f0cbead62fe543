import { z } from 'zod';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { GatewayClient } from '../../tools/demo/gateway-client.js';

export const TENANT = 'bench';
/** The system is ready before its database is: configuration comes a moment later. */
const READY_MS_MAX = 60_000;

/** Endpoints that get events of a type of their own each. */
export interface EndpointGroup {
  readonly name: string;
  readonly count: number;
  /** Of the receiver that all of them are at. */
  readonly url: string;
  readonly delivery: object;
}

/** The types that the endpoints of a group get, one each. */
export function typesOf({ name, count }: Pick<EndpointGroup, 'name' | 'count'>): string[] {
  return Array.from({ length: count }, (_, nth) => `custom.${name}${nth}`);
}

/** One tenant with a subscription for each endpoint. */
export async function configure(gateway: GatewayClient, groups: readonly EndpointGroup[]): Promise<void> {
  const makeTenant = () =>
    gateway.call('PUT', `/v1/tenants/${TENANT}`, z.unknown(), { name: 'Benchmark' }).then(
      () => true,
      () => undefined,
    );
  await waitUntil(makeTenant, { what: 'the tenant of the benchmark', timeoutMs: READY_MS_MAX, pollMs: 100 });
  for (const group of groups) {
    for (const type of typesOf(group)) {
      const { url, delivery } = group;
      const subscription = { name: type, urls: [`${url}/${type}`], events: [type], delivery };
      await gateway.call('POST', `/v1/tenants/${TENANT}/subscriptions`, z.unknown(), subscription);
    }
  }
}
