import { expect, it } from '@jest/globals';
import { countedTime } from './counted-time.js';

it.each([
  [40, '40 s'],
  [-1_800, '30 min'],
  [144_000, '40 h'],
  [5_460, '1 h 31 min'],
])('%d seconds that count are %s', (seconds, text) => expect(countedTime(seconds)).toBe(text));
