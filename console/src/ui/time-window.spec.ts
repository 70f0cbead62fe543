import { expect, it } from '@jest/globals';
import { fromLocalInput, lastSpan, toLocalInput, windowOf } from './time-window.js';

it('begins a span at a full minute', () => {
  const now = Date.parse('2026-02-17T14:45:31.500Z');
  expect(lastSpan(3_600_000, now)).toEqual({ from: '2026-02-17T13:45:00.000Z' });
});

it('takes from an address what is a time', () => {
  expect(windowOf({ from: '2026-02-17', to: '2026-02-17T14:45:00Z' })).toEqual({
    from: '2026-02-17',
    to: '2026-02-17T14:45:00Z',
  });
  expect(windowOf({ from: 'yesterday', to: 5 })).toEqual({});
  expect(windowOf({ from: '2026-13-41' })).toEqual({});
});

it('goes to an input and back', () => {
  const instant = '2026-02-17T14:45:00.000Z';
  expect(fromLocalInput(toLocalInput(instant))).toBe(instant);
  expect(toLocalInput(undefined)).toBe('');
  expect(fromLocalInput('')).toBeUndefined();
});
