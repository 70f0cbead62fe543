import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventGroup } from '../event-type.js';
import type { IndexedSubscription } from '../matching/index.js';
import { SelectionCount } from './selection-count.js';

const TYPES = ['ticket.created', 'ticket.closed', 'reply.created', 'custom.paid'];

const aSubscription: fc.Arbitrary<IndexedSubscription> = fc.record({
  id: fc.integer({ max: 8, min: 0 }).map(String),
  tenant: fc.constantFrom('acme', 'globex'),
  active: fc.boolean(),
  events: fc.array(fc.constantFrom('*', 'ticket.*', 'nonsense', ...TYPES), { maxLength: 4 }),
  condition: fc.constant(null),
});
const someTypes = fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 });
const nameOf = ({ tenant, id }: IndexedSubscription) => `${tenant} ${id}`;

test('agrees with looking at each subscription, after any changes', () => {
  const property = fc.property(fc.array(fc.tuple(aSubscription, fc.boolean(), someTypes)), (steps) => {
    const count = new SelectionCount();
    const all = new Map<string, IndexedSubscription>();
    for (const [subscription, isRemoved, types] of steps) {
      const before = all.get(nameOf(subscription));
      if (before !== undefined) count.remove(before);
      all.delete(nameOf(subscription));
      if (!isRemoved) {
        count.add(subscription);
        all.set(nameOf(subscription), subscription);
      }
      const selects = ({ events }: IndexedSubscription) =>
        types.some((type) => events.some((one) => ['*', type, `${eventGroup(type)}.*`].includes(one)));
      for (const tenant of ['acme', 'globex', 'nobody']) {
        const expected = [...all.values()].filter(
          (one) => one.tenant === tenant && one.active && selects(one),
        );
        expect(count.of(tenant, types)).toBe(expected.length);
      }
    }
  });
  fc.assert(property);
});
