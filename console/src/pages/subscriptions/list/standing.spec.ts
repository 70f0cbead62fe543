import { describe, expect, it } from '@jest/globals';
import { standingLabel, standingOf } from './standing.js';
import { shortList, shortUrl } from './summaries.js';

const urls = ['https://a.example', 'https://b.example'];
const asBuckets = (rows: readonly (readonly number[])[]) =>
  rows.map(([successes = 0, failures = 0]) => ({ successes, failures }));
const disabled = (url = '') => ({ url, reason: 'answered 410', at: '2026-01-01T00:00:00.000Z' });

describe('the standing of a subscription', () => {
  it.each(['active', 'inactive'] as const)('is %s when nothing is disabled', (status) =>
    expect(standingOf({ status, urls, disabledUrls: [] })).toEqual({ kind: status }),
  );
  it('tells how many URLs are disabled, and why', () => {
    const standing = standingOf({ status: 'active', urls, disabledUrls: [disabled(urls[0])] });
    expect(standing).toEqual({ kind: 'partly', disabled: 1, reason: 'answered 410' });
    expect(standingLabel(standing)).toBe('1 URL disabled');
  });
  it('is inactive when somebody wanted it so, whatever is disabled', () =>
    expect(standingOf({ status: 'inactive', urls, disabledUrls: [disabled(urls[0])] })).toEqual({
      kind: 'inactive',
    }));
  it.each([
    [
      'all of them',
      [
        [0, 2],
        [0, 0],
        [0, 5],
      ],
      'the last 7 attempts failed',
    ],
    ['the only one', [[0, 1]], 'the last attempt failed'],
    [
      'enough since a success',
      [
        [9, 0],
        [0, 3],
      ],
      'the last 3 attempts failed',
    ],
  ])('is failing when the latest attempts failed: %s', (_, buckets, reason) => {
    const standing = standingOf({ status: 'active', urls, disabledUrls: [] }, asBuckets(buckets));
    expect(standing).toEqual({ kind: 'failing', reason });
    expect(standingLabel(standing)).toBe('Active, failing');
  });
  it.each([
    ['nothing was sent', [[0, 0]]],
    [
      'too few failed since a success',
      [
        [9, 0],
        [0, 2],
      ],
    ],
    [
      'a success is among the latest',
      [
        [0, 9],
        [1, 9],
        [0, 0],
      ],
    ],
  ])('is active when %s', (_, buckets) =>
    expect(standingOf({ status: 'active', urls, disabledUrls: [] }, asBuckets(buckets))).toEqual({
      kind: 'active',
    }),
  );
  it('is inactive, however its attempts fared', () =>
    expect(standingOf({ status: 'inactive', urls, disabledUrls: [] }, asBuckets([[0, 9]]))).toEqual({
      kind: 'inactive',
    }));
  it('is disabled when no URL is left', () => {
    const standing = standingOf({ status: 'inactive', urls, disabledUrls: urls.map(disabled) });
    expect(standing).toMatchObject({ kind: 'disabled', disabled: 2 });
    expect(standingLabel(standing)).toBe('2 URLs disabled');
  });
});

it('shortens lists', () => {
  expect(shortList(['a', 'b'])).toBe('a, b');
  expect(shortList(['a', 'b', 'c', 'd'])).toBe('a, b +2');
});

it.each([
  ['https://example.com', 'example.com'],
  ['https://example.com:8443/hook', 'example.com:8443/hook'],
  ['https://example.com/hook?token=secret', 'example.com/hook?…'],
  ['no URL', 'no URL'],
])('shortens %s', (url, short) => expect(shortUrl(url)).toBe(short));
