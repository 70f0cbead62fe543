import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVENT_TYPES, eventGroup } from './event-type.js';
import { SubscriptionIndex, type TypedSubscription } from './subscription-index.js';

const selector = fc.oneof(
  fc.constant('*'),
  fc.constantFrom(...EVENT_TYPES),
  fc.constantFrom(...EVENT_TYPES).map((type) => `${eventGroup(type)}.*`),
);
const subscription = fc.record<TypedSubscription>({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  tenant: fc.constantFrom('acme', 'globex'),
  active: fc.boolean(),
  events: fc.array(selector, { maxLength: 4 }),
});
const change = fc.oneof(
  fc.record({ put: subscription }),
  fc.record({
    remove: fc.record({ tenant: fc.constantFrom('acme', 'globex'), id: fc.constantFrom('a', 'b', 'c') }),
  }),
);

/** What the index must agree with: look at each one. */
function naive(all: readonly TypedSubscription[], tenant: string, type: string): string[] {
  const selects = (text: string) => text === '*' || text === type || text === `${eventGroup(type)}.*`;
  return all
    .filter((one) => one.tenant === tenant && one.active && one.events.some(selects))
    .map((one) => one.id)
    .toSorted();
}

describe('the index', () => {
  test('finds what looking at each subscription finds, after any changes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.constantFrom(...EVENT_TYPES), (changes, type) => {
        const index = new SubscriptionIndex<TypedSubscription>();
        const all = new Map<string, TypedSubscription>();
        for (const one of changes) {
          if ('put' in one) {
            index.put(one.put);
            all.set(`${one.put.tenant}.${one.put.id}`, one.put);
          } else {
            index.remove(one.remove.tenant, one.remove.id);
            all.delete(`${one.remove.tenant}.${one.remove.id}`);
          }
        }
        expect(index.size).toBe(all.size);
        for (const tenant of ['acme', 'globex', 'nobody']) {
          expect(index.match(tenant, type).map((found) => found.id)).toEqual(
            naive([...all.values()], tenant, type),
          );
        }
      }),
    );
  });
});
