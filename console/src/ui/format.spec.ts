import { expect, it } from '@jest/globals';
import { byteSize, duration, percent, relativeTime, timeAgo } from './format.js';

it.each([
  [45, '45 ms'],
  [3_240, '3.2 s'],
  [59_400, '59 s'],
  [65_000, '1 min 5 s'],
  [3_600_000, '1 h'],
  [90_061_000, '1 d 1 h'],
])('writes %d ms as %s', (ms, text) => expect(duration(ms)).toBe(text));

it('never rounds a failure away', () => {
  expect(percent(999_999, 1_000_000)).toBe('99.99 %');
  expect(percent(1, 1_000_000)).toBe('0.01 %');
  expect(percent(10, 10)).toBe('100 %');
  expect(percent(0, 0)).toBe('–');
});

it('writes sizes in units of 1,024', () => {
  expect([byteSize(812), byteSize(3_482), byteSize(1_258_291)]).toEqual(['812 B', '3.4 KB', '1.2 MB']);
});

it('says how far away an instant is, by its largest unit', () => {
  expect(relativeTime(0, 300_000)).toBe('5 min. ago');
  expect(relativeTime(7_200_000, 0)).toBe('in 2 hr.');
});

it('takes what happened a moment ahead of this clock for now', () => {
  expect(timeAgo(23_000, 0)).toBe('now');
  expect(timeAgo(60_000, 0)).toBe('in 1 min.');
  expect(timeAgo(0, 23_000)).toBe('23 sec. ago');
});
