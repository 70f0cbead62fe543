import { expect, it } from '@jest/globals';
import { isWindowKey, windowFrom } from './windows.js';

it('begins at a full minute', () => {
  const now = Date.parse('2026-03-01T12:34:56.789Z');
  expect(windowFrom('1h', now)).toBe('2026-03-01T11:34:00.000Z');
  expect(windowFrom('7d', now)).toBe('2026-02-22T12:34:00.000Z');
});

it('knows its keys', () => expect(['24h', '2h', undefined].map(isWindowKey)).toEqual([true, false, false]));
