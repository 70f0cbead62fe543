import { expect, test } from '@jest/globals';
import { formatTraceparent, parseTraceparent } from './trace-context.js';

const text = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test('a traceparent survives parsing and formatting', () => {
  const context = parseTraceparent(text);
  expect(context).toMatchObject({ sampled: true });
  expect(context === null ? null : formatTraceparent(context)).toBe(text);
});

test.each([
  null,
  undefined,
  '',
  'x',
  text.toUpperCase(),
  text.slice(0, -1),
  text.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)),
])('"%s" is ignored', (bad) => {
  expect(parseTraceparent(bad)).toBeNull();
});
