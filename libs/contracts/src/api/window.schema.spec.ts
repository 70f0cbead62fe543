import { expect, test } from '@jest/globals';
import { windowFromSchema, windowToSchema } from './window.schema.js';

test('a date stands for its whole day in UTC', () => {
  expect(windowFromSchema.parse('2026-02-17')).toBe('2026-02-17T00:00:00.000Z');
  expect(windowToSchema.parse('2026-02-17')).toBe('2026-02-18T00:00:00.000Z');
  expect(windowToSchema.parse('2028-02-28')).toBe('2028-02-29T00:00:00.000Z');
});

test('an instant is taken as it is', () => {
  expect(windowFromSchema.parse('2026-02-17T14:45:00+01:00')).toBe('2026-02-17T14:45:00+01:00');
  expect(windowToSchema.parse('2026-02-17T14:45:00Z')).toBe('2026-02-17T14:45:00Z');
});

test.each(['yesterday', '2026-02-30', '17.02.2026', ''])('%p is refused', (text) => {
  expect(windowFromSchema.safeParse(text).success).toBe(false);
});
