import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { IntegerIdStore } from './integer-id.store.js';

let nats: NatsServer;
let broker: Broker;
beforeAll(async () => {
  nats = await startNatsServer();
  broker = await connectBroker({ url: nats.url, name: 'test' });
  await ensureStreams(broker, { replicas: 1, bytesMax: 16 * 1024 * 1024 });
});
afterAll(async () => {
  await broker.connection.close();
  await nats.stop();
});

const ticket = (key: string) => ({ kind: 'ticket', key }) as const;

test('a key gets its integer once, in every replica and after a restart', async () => {
  const ids = await new IntegerIdStore(broker).resolve('acme', [ticket('b0c2-a'), ticket('b0c2-b')]);
  expect([ids('ticket', 'b0c2-a'), ids('ticket', 'b0c2-b')]).toEqual([1_000_000_001, 1_000_000_002]);
  const later = await new IntegerIdStore(broker).resolve('acme', [ticket('b0c2-b'), ticket('b0c2-a')]);
  expect([later('ticket', 'b0c2-a'), later('ticket', 'b0c2-b')]).toEqual([1_000_000_001, 1_000_000_002]);
});

test('each tenant and each kind counts for itself', async () => {
  const store = new IntegerIdStore(broker);
  const other = await store.resolve('other', [ticket('b0c2-b'), { kind: 'person', key: 'b0c2-b' }]);
  expect([other('ticket', 'b0c2-b'), other('person', 'b0c2-b')]).toEqual([1_000_000_001, 1_000_000_001]);
});

test('replicas that meet the same new keys at once agree', async () => {
  const keys = Array.from({ length: 30 }, (_, index) => ticket(`käse ${index} */.>`));
  const stores = Array.from({ length: 4 }, () => new IntegerIdStore(broker));
  const resolved = await Promise.all(stores.map((store) => store.resolve('busy', keys)));
  const [first, ...others] = resolved.map((ids) => keys.map(({ kind, key }) => ids(kind, key)));
  expect(new Set(first).size).toBe(keys.length);
  expect(Math.min(...(first ?? []))).toBeGreaterThan(1_000_000_000);
  for (const other of others) expect(other).toEqual(first);
});
