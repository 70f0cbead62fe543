import { expect, test } from '@jest/globals';
import { attemptMessageId } from './attempt.schema.js';

test('the same report twice has one message id', () => {
  expect(attemptMessageId('dlv_1', 2, 'retrying')).toBe(attemptMessageId('dlv_1', 2, 'retrying'));
});

test('an attempt that was made twice with different ends has two, so that the broker drops neither', () => {
  const ids = (['retrying', 'delivered', 'dead', 'cancelled'] as const).map((status) =>
    attemptMessageId('dlv_1', 2, status),
  );
  expect(new Set(ids).size).toBe(ids.length);
});
