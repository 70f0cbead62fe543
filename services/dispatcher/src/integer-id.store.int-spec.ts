import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { IntegerIdStore } from './integer-id.store.js';

let started: TestBroker;
beforeAll(async () => {
  started = await startBroker();
});
afterAll(() => started.close());

const ticket = (key: string) => ({ kind: 'ticket', key }) as const;

test('a key gets its integer once, in every replica and after a restart', async () => {
  const ids = await new IntegerIdStore(started.broker).resolve('acme', [ticket('b0c2-a'), ticket('b0c2-b')]);
  expect([ids('ticket', 'b0c2-a'), ids('ticket', 'b0c2-b')]).toEqual([1_000_000_001, 1_000_000_002]);
  const later = await new IntegerIdStore(started.broker).resolve('acme', [
    ticket('b0c2-b'),
    ticket('b0c2-a'),
  ]);
  expect([later('ticket', 'b0c2-a'), later('ticket', 'b0c2-b')]).toEqual([1_000_000_001, 1_000_000_002]);
});

test('each tenant and each kind counts for itself', async () => {
  const store = new IntegerIdStore(started.broker);
  const other = await store.resolve('other', [ticket('b0c2-b'), { kind: 'person', key: 'b0c2-b' }]);
  expect([other('ticket', 'b0c2-b'), other('person', 'b0c2-b')]).toEqual([1_000_000_001, 1_000_000_001]);
});

test('replicas that meet the same new keys at once agree', async () => {
  const keys = Array.from({ length: 30 }, (_, index) => ticket(`käse ${index} */.>`));
  const stores = Array.from({ length: 4 }, () => new IntegerIdStore(started.broker));
  const resolved = await Promise.all(stores.map((store) => store.resolve('busy', keys)));
  const [first, ...others] = resolved.map((ids) => keys.map(({ kind, key }) => ids(kind, key)));
  expect(new Set(first).size).toBe(keys.length);
  expect(Math.min(...(first ?? []))).toBeGreaterThan(1_000_000_000);
  for (const other of others) expect(other).toEqual(first);
});
