import { expect, test } from '@jest/globals';
import { FairSlots } from './fair-slots.js';

function claims(slots: FairSlots) {
  const granted: string[] = [];
  const ask = (tenant: string, lane: string) =>
    slots.take({ tenant, lane, granted: () => void granted.push(lane) });
  return { granted, ask };
}

test('gives what is free at once, and no more than there is', () => {
  const { ask } = claims(new FairSlots(2));
  expect([ask('a', 'a1'), ask('a', 'a1'), ask('b', 'b1')]).toEqual([true, true, false]);
});

test('the next goes to the tenant with the fewest, then to its lane with the fewest', () => {
  const slots = new FairSlots(4);
  const { ask, granted } = claims(slots);
  for (const lane of ['a1', 'a1', 'a2']) ask('a', lane);
  ask('b', 'b1');
  for (const lane of ['a1', 'a3']) ask('a', lane);
  ask('c', 'c1');
  ask('b', 'b1');
  for (const lane of ['a1', 'a2']) slots.release({ tenant: 'a', lane });
  expect(granted).toEqual(['c1', 'a3']);
  expect([ask('c', 'c1'), ask('a', 'a3'), ask('a', 'a1')]).toEqual([true, true, false]);
});

test('a slot that its lane has no use for goes on to another', () => {
  const slots = new FairSlots(1);
  const { ask, granted } = claims(slots);
  ask('a', 'a1');
  ask('b', 'b1');
  ask('c', 'c1');
  slots.release({ tenant: 'a', lane: 'a1' });
  expect(granted).toEqual(['b1']);
  slots.withdraw('b1');
  expect(granted).toEqual(['b1', 'c1']);
  slots.withdraw('c1');
  expect(ask('a', 'a1')).toBe(true);
});
