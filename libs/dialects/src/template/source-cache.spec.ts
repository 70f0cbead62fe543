import { expect, test } from '@jest/globals';
import { sourceCache } from './source-cache.js';

test('keeps the most recently used sources, up to so many characters', () => {
  const made: string[] = [];
  const upper = sourceCache(6, (source) => {
    made.push(source);
    return source.toUpperCase();
  });
  expect(['aa', 'bb', 'cc', 'aa', 'dd', 'aa', 'cc', 'bb'].map(upper)).toEqual([
    'AA',
    'BB',
    'CC',
    'AA',
    'DD',
    'AA',
    'CC',
    'BB',
  ]);
  expect(made).toEqual(['aa', 'bb', 'cc', 'dd', 'bb']);
  // One that is larger than the whole cache pushes all others out, and goes when the next comes.
  expect(['xxxxxxxx', 'aa', 'xxxxxxxx'].map(upper)).toEqual(['XXXXXXXX', 'AA', 'XXXXXXXX']);
  expect(made.slice(5)).toEqual(['xxxxxxxx', 'aa', 'xxxxxxxx']);
});
