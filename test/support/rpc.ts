// Test support: calls to services as a service itself makes them.
import { natsOptions } from '@deskhook/messaging';
import { RpcClient } from '@deskhook/runtime';

/** A client that may ask everything; `close` it when the test is over. */
export async function connectRpc(natsUrl: string): Promise<RpcClient> {
  // Services may answer the gateway's inboxes only.
  const options = await natsOptions({ url: natsUrl, name: 'test-calls', inbox: 'gateway' });
  return new RpcClient(options, { kind: 'system', id: 'test', role: 'root', tenant: null });
}
