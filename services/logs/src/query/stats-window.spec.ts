import { describe, expect, test } from '@jest/globals';
import { statsWindow } from './stats-window.js';

const NOW = Date.parse('2026-02-17T14:47:12.345Z');
const HOUR = 3_600_000;

describe('the window of statistics', () => {
  test('is the last 24 hours', () => {
    expect(statsWindow({}, NOW)).toEqual({ from: NOW - 24 * HOUR, to: NOW, bucketStarts: null });
  });
  test('ends now when only its begin is said, and is a day long when only its end is', () => {
    const at = new Date(NOW - HOUR).toISOString();
    expect(statsWindow({ from: at }, NOW)).toMatchObject({ from: NOW - HOUR, to: NOW });
    expect(statsWindow({ to: at }, NOW)).toMatchObject({ from: NOW - 25 * HOUR, to: NOW - HOUR });
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
