import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { Claims } from './claims.js';

let started: TestBroker;
beforeAll(async () => {
  started = await startBroker();
});
afterAll(() => started.close());

const parts = (name: string) => ['acme', 'sub_1', 'https://a.example/?x=1', name];

test('the first owner keeps it for the window, also when it asks again', async () => {
  const [one, other] = [new Claims(started.broker), new Claims(started.broker)];
  const claim = { parts: parts('window'), windowMs: 60_000 };
  expect(await one.claim({ ...claim, owner: 'event-1' }, 1_000)).toBe(true);
  expect(await other.claim({ ...claim, owner: 'event-2' }, 2_000)).toBe(false);
  expect(await other.claim({ ...claim, owner: 'event-1' }, 3_000)).toBe(true);
  expect(await other.claim({ ...claim, owner: 'event-3' }, 60_999)).toBe(false);
  expect(await other.claim({ ...claim, owner: 'event-3' }, 61_000)).toBe(true);
  expect(await one.claim({ ...claim, owner: 'event-4' }, 61_001)).toBe(false);
});

test('of many who ask at once, one is first', async () => {
  const asked = Array.from({ length: 20 }, (_, index) =>
    new Claims(started.broker).claim(
      { parts: parts('race'), owner: `event-${index}`, windowMs: 60_000 },
      1_000,
    ),
  );
  expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
});

test('other parts are another claim', async () => {
  const claims = new Claims(started.broker);
  expect(await claims.claim({ parts: ['a', 'bc'], owner: '1', windowMs: 60_000 }, 0)).toBe(true);
  expect(await claims.claim({ parts: ['ab', 'c'], owner: '2', windowMs: 60_000 }, 0)).toBe(true);
});
