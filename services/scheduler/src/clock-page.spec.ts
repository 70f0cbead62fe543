import { describe, expect, it } from '@jest/globals';
import type { OpenClock } from '@deskhook/contracts';
import fc from 'fast-check';
import { decodeClockCursor, encodeClockCursor, nextPlaces, type ClockFilter } from './clock-page.js';

const NOW = 1_000;
const ALL: ClockFilter = {};
const METRICS = ['first_response', 'next_response', 'resolution'] as const;

type Tickets = ReadonlyMap<string, readonly OpenClock[]>;

const due = fc.option(fc.integer({ min: NOW - 5, max: NOW + 5 }), { nil: null });
const clocks = fc.uniqueArray(fc.record({ metric: fc.constantFrom(...METRICS), due }), {
  selector: ({ metric }) => metric,
});
const tickets: fc.Arbitrary<Tickets> = fc
  .uniqueArray(fc.tuple(fc.string({ maxLength: 3 }), clocks), { selector: ([key]) => key, maxLength: 30 })
  .map((entries) => new Map(entries));

function pages(of: Tickets, filter: ClockFilter, count: number): string[] {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const after = decodeClockCursor(cursor);
    const page = nextPlaces(of, { filter, after, count }, NOW);
    seen.push(...page.map(({ key, metric, due: at }) => JSON.stringify([at, key, metric])));
    const last = page.at(-1);
    if (page.length < count || last === undefined) return seen;
    cursor = encodeClockCursor(last);
  }
}

describe('the pages of open clocks', () => {
  it('are all of them once, the next due first, paused ones last', () => {
    const property = fc.property(tickets, fc.integer({ min: 1, max: 7 }), (of, count) => {
      const all = [...of].flatMap(([key, list]) => list.map(({ metric, due: at }) => ({ key, metric, at })));
      const sorted = all.toSorted(
        (one, other) =>
          compare(one.at ?? Infinity, other.at ?? Infinity) ||
          compare(one.key, other.key) ||
          compare(one.metric, other.metric),
      );
      const wanted = sorted.map(({ at, key, metric }) => JSON.stringify([at, key, metric]));
      expect(pages(of, ALL, count)).toEqual(wanted);
    });
    fc.assert(property);
  });

  const some: Tickets = new Map([
    ['a', [{ metric: 'resolution', due: NOW }]],
    ['b', [{ metric: 'resolution', due: NOW + 1 }]],
    ['c', [{ metric: 'resolution', due: null }]],
    ['d', [{ metric: 'first_response', due: NOW + 1 }]],
  ]);
  it.each([
    [{ status: 'breached' }, ['a']],
    [{ status: 'running' }, ['b', 'd']],
    [{ status: 'paused' }, ['c']],
    [{ metric: 'first_response' }, ['d']],
    [{ metric: 'resolution', status: 'running' }, ['b']],
  ] as const)('with the filter %j have %j', (filter, wanted) => {
    const found = nextPlaces(some, { filter, after: null, count: 9 }, NOW);
    expect(found.map(({ key }) => key)).toEqual(wanted);
  });

  it.each(['nonsense', '', Buffer.from('{"due":"soon"}').toString('base64url')])(
    'do not begin at the cursor %j',
    (cursor) => {
      expect(() => decodeClockCursor(cursor)).toThrow(/start again without it/);
    },
  );
});

function compare<T extends number | string>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
