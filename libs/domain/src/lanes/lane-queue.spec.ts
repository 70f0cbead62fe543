import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneQueue, type LaneItem } from './lane-queue.js';

let made = 0;
const anItem = (overrides: Partial<LaneItem> = {}): LaneItem => {
  const sequence = overrides.sequence ?? ++made;
  return { sequence, deliveryId: `d${sequence}`, ticket: null, place: null, notBefore: null, ...overrides };
};
const ALL = Number.MAX_SAFE_INTEGER;

function take(queue: LaneQueue<LaneItem>, now = 0, mark = ALL): number | null {
  const item = queue.next(now, mark);
  if (item !== null) queue.begin(item);
  return item?.sequence ?? null;
}

describe('a lane whose order does not count', () => {
  test('hands out what has come, as it came, any number at once', () => {
    const queue = new LaneQueue();
    for (const sequence of [1, 2, 3]) queue.add(anItem({ sequence }));
    expect([take(queue), take(queue), take(queue), take(queue)]).toEqual([1, 2, 3, null]);
    expect(queue.size).toBe(3);
    queue.settle(2);
    expect([queue.has(2), queue.size]).toEqual([false, 2]);
  });

  test('what is given back comes again, not before its instant', () => {
    const queue = new LaneQueue();
    const item = anItem({ sequence: 1 });
    queue.add(item);
    take(queue);
    queue.giveBack(item, 500);
    expect([take(queue, 499), queue.delayedUntil]).toEqual([null, 500]);
    expect(take(queue, 500)).toBe(1);
  });

  test('a delivery that waits already gives way to the same one that came later', () => {
    const queue = new LaneQueue();
    const first = anItem({ sequence: 1, deliveryId: 'x', notBefore: 9_000 });
    queue.add(first);
    expect(queue.add(anItem({ sequence: 5, deliveryId: 'x' }))).toBe(first);
    expect([take(queue), queue.size]).toEqual([5, 1]);
    const stale = anItem({ sequence: 3, deliveryId: 'y' });
    queue.add(anItem({ sequence: 6, deliveryId: 'y' }));
    expect(queue.add(stale)).toBe(stale);
  });
});

describe('deliveries of a ticket', () => {
  const ofTicket = (sequence: number, event: number, within = 0) =>
    anItem({ sequence, ticket: 't', place: [event, within] });

  test('go one after the other by the order of their events, whatever order they came in', () => {
    const queue = new LaneQueue();
    for (const item of [ofTicket(1, 30), ofTicket(2, 10, 2), ofTicket(3, 10, 1), ofTicket(4, 20)])
      queue.add(item);
    const order: (number | null)[] = [];
    for (let nth = 0; nth < 4; nth++) {
      const sequence = take(queue);
      expect(take(queue)).toBeNull();
      order.push(sequence);
      queue.settle(sequence ?? 0);
    }
    expect(order).toEqual([3, 2, 4, 1]);
  });

  test('wait for the retry of an earlier one, while other tickets go on', () => {
    const queue = new LaneQueue();
    queue.add(ofTicket(1, 10));
    queue.add(ofTicket(2, 20));
    queue.add(anItem({ sequence: 3, ticket: 'u', place: [15, 0] }));
    expect(take(queue)).toBe(1);
    queue.settle(1, anItem({ sequence: 9, deliveryId: 'd1', notBefore: 1_000 }));
    expect([take(queue, 0), take(queue, 999)]).toEqual([3, null]);
    expect([take(queue, 1_000), take(queue, 1_000)]).toEqual([9, null]);
    queue.settle(9);
    expect(take(queue, 1_000)).toBe(2);
  });

  test('are not sent before it is certain that no earlier one comes', () => {
    const queue = new LaneQueue();
    queue.add(ofTicket(1, 20));
    expect([take(queue, 0, 19), queue.awaitsMark]).toEqual([null, true]);
    queue.add(ofTicket(2, 10));
    expect(take(queue, 0, 19)).toBe(2);
    queue.settle(2);
    expect(take(queue, 0, 19)).toBeNull();
    expect([take(queue, 0, 20), queue.awaitsMark]).toEqual([1, false]);
  });

  test('a replay never overlaps another one, and waits for no retry', () => {
    const queue = new LaneQueue();
    queue.add(ofTicket(1, 10));
    queue.add(anItem({ sequence: 2, ticket: 't' }));
    queue.add(anItem({ sequence: 3, ticket: 't' }));
    expect([take(queue), take(queue)]).toEqual([1, null]);
    queue.settle(1, anItem({ sequence: 4, deliveryId: 'd1', notBefore: 1_000 }));
    expect([take(queue), take(queue)]).toEqual([2, null]);
    queue.settle(2, anItem({ sequence: 5, deliveryId: 'd2', notBefore: 5_000 }));
    expect([take(queue), take(queue, 9_000)]).toEqual([3, null]);
    queue.settle(3);
    expect(take(queue, 9_000)).toBe(4);
  });

  test('a replay of one that waits for its retry goes out at its place at once', () => {
    const queue = new LaneQueue();
    queue.add({ ...ofTicket(1, 10), notBefore: 60_000 });
    queue.add(ofTicket(2, 20));
    queue.add(anItem({ sequence: 3, deliveryId: 'd1', ticket: 't' }));
    expect([take(queue), take(queue)]).toEqual([3, null]);
    queue.settle(3);
    expect(take(queue)).toBe(2);
  });
});

test('whatever comes, fails and is taken in between, a ticket keeps its order and nothing is left over', () => {
  const deliveries = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('a', 'b', 'c')),
    {
      selector: ([event]) => event,
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(deliveries, fc.array(fc.nat(5), { minLength: 5, maxLength: 60 }), (events, chances) => {
      const ended = play(events, chances);
      expect(ended.length).toBe(events.length);
      for (const ticket of ['a', 'b', 'c']) {
        const own = ended.filter((one) => one.ticket === ticket).map(({ event }) => event);
        expect(own).toEqual(own.toSorted((one, two) => one - two));
      }
    }),
  );
});

/** Adds events in the order given, the mark always below what is still to come; returns them as they were delivered. */
function play(events: readonly (readonly [number, string])[], chances: readonly number[]) {
  const queue = new LaneQueue();
  const ended: { readonly event: number; readonly ticket: string }[] = [];
  const inFlight: LaneItem[] = [];
  const coming = [...events];
  let [sequence, now, turn] = [0, 0, 0];
  while (coming.length > 0 || queue.size > 0) {
    if (turn > 10_000) throw new Error('it does not end');
    const chance = chances[turn++ % chances.length] ?? 0;
    const next = chance < 2 || inFlight.length === 0 ? coming.shift() : undefined;
    if (next !== undefined) queue.add(anItem({ sequence: ++sequence, ticket: next[1], place: [next[0], 0] }));
    const item = queue.next(now, Math.min(...coming.map(([event]) => event), 100) - 1);
    if (item !== null) {
      queue.begin(item);
      inFlight.push(item);
    }
    const [done] = inFlight.splice(chance % Math.max(1, inFlight.length), 1);
    now += 3;
    if (done === undefined || done.place === null) continue;
    if (chance === 5 && turn < 500)
      queue.settle(done.sequence, { ...done, sequence: ++sequence, notBefore: now + 10 });
    else {
      queue.settle(done.sequence);
      ended.push({ event: done.place[0], ticket: done.ticket ?? '' });
    }
  }
  return ended;
}
