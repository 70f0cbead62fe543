import { describe, expect, test } from '@jest/globals';
import { statsSpans, statsWindow } from './stats-window.js';

const NOW = Date.parse('2026-02-17T14:47:12.345Z');
const HOUR = 3_600_000;
/** The window is widened to whole buckets of five minutes. */
const BEFORE = Date.parse('2026-02-17T14:45:00.000Z');
const AFTER = Date.parse('2026-02-17T14:50:00.000Z');

describe('the window of statistics', () => {
  test('is the last 24 hours', () => {
    expect(statsWindow({}, NOW)).toEqual({
      from: BEFORE - 24 * HOUR,
      to: AFTER,
      bucketStarts: null,
    });
  });
  test('ends now when only its begin is said, and is a day long when only its end is', () => {
    const at = new Date(NOW - HOUR).toISOString();
    expect(statsWindow({ from: at }, NOW)).toMatchObject({ from: BEFORE - HOUR, to: AFTER });
    expect(statsWindow({ to: at }, NOW)).toMatchObject({
      from: BEFORE - 25 * HOUR,
      to: AFTER - HOUR,
    });
  });
  test('has buckets on the full hour that cover it without a gap', () => {
    const { bucketStarts } = statsWindow({ bucket: '1h' }, NOW);
    expect(bucketStarts).toHaveLength(25);
    expect(new Date(bucketStarts?.[0] ?? 0).toISOString()).toBe('2026-02-16T14:00:00.000Z');
    expect(new Date(bucketStarts?.at(-1) ?? 0).toISOString()).toBe('2026-02-17T14:00:00.000Z');
  });
  test('ends before the bucket that its end would begin', () => {
    const query = { from: '2026-02-17T00:00:00Z', to: '2026-02-18T00:00:00Z', bucket: '1d' } as const;
    expect(statsWindow(query, NOW).bucketStarts).toEqual([Date.parse('2026-02-17T00:00:00Z')]);
  });
  test.each([
    ['from', { from: '2026-02-18T00:00:00Z' }],
    ['from', { from: '2026-02-17T00:00:00Z', to: '2026-02-17T00:00:00Z' }],
    ['from', { from: '2026-01-01T00:00:00Z' }],
    ['bucket', { from: '2026-01-20T00:00:00Z', bucket: '5m' as const }],
  ])('that cannot be is refused at %s', (name, query) => {
    expect(() => statsWindow(query, NOW)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({
          errors: [expect.objectContaining({ pointer: `/query/${name}` })],
        }),
      }),
    );
  });
});

describe('the spans of a window', () => {
  const minute = 60_000;
  const lengths = [5 * minute, HOUR, 24 * HOUR];
  const at = (text: string) => Date.parse(`2026-02-${text}Z`);

  test('are the longest that fit, and shorter ones at both ends', () => {
    const spans = statsSpans(at('01T22:55:00'), at('04T02:10:00'), lengths);
    expect(spans).toEqual([
      { lengthMs: 5 * minute, from: at('01T22:55:00'), to: at('01T23:00:00') },
      { lengthMs: HOUR, from: at('01T23:00:00'), to: at('02T00:00:00') },
      { lengthMs: 24 * HOUR, from: at('02T00:00:00'), to: at('04T00:00:00') },
      { lengthMs: HOUR, from: at('04T00:00:00'), to: at('04T02:00:00') },
      { lengthMs: 5 * minute, from: at('04T02:00:00'), to: at('04T02:10:00') },
    ]);
  });
  test('are none of an empty window, and short ones where no long one fits', () => {
    expect(statsSpans(BEFORE, BEFORE, lengths)).toEqual([]);
    expect(statsSpans(BEFORE, AFTER, lengths)).toEqual([{ lengthMs: 5 * minute, from: BEFORE, to: AFTER }]);
  });
});
