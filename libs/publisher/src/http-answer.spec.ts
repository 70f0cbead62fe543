import { describe, expect, it } from '@jest/globals';
import { outcomesOf, retryAfterMs } from './http-answer.js';

const problem = (status: number, members: object, afterMs: number | null = null) => ({
  status,
  afterMs,
  text: JSON.stringify({ status, detail: 'so it is', ...members }),
});
const kinds = (...args: Parameters<typeof outcomesOf>) => outcomesOf(...args).map(({ kind }) => kind);

describe('outcomesOf', () => {
  it('says of each event of a batch what became of it', () => {
    const errors = [{ pointer: '/1/data/ticket/id', detail: 'is required' }];
    const outcomes = outcomesOf(problem(422, { accepted: 2, errors }), 3);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'refused', 'stored']);
    expect(outcomes[1]).toMatchObject({ error: new Error('/data/ticket/id: is required') });
  });

  it('tries what was not stored again, and keeps what was', () => {
    const errors = [{ pointer: '/0', detail: 'the stream is full' }];
    expect(outcomesOf(problem(503, { accepted: 1, errors }, 2_000), 2)).toEqual([
      { kind: 'retry', error: new Error('the stream is full'), afterMs: 2_000 },
      { kind: 'stored', sequence: null },
    ]);
  });

  it('takes an answer that looked at no event for all of them', () => {
    expect(kinds({ status: 202, afterMs: null, text: '' }, 2)).toEqual(['stored', 'stored']);
    for (const status of [400, 401, 403, 404, 413, 415, 422])
      expect(kinds(problem(status, {}), 2)).toEqual(['refused', 'refused']);
    for (const status of [408, 425, 429, 500, 502, 503, 504])
      expect(kinds(problem(status, {}), 2)).toEqual(['retry', 'retry']);
    expect(kinds({ status: 502, afterMs: null, text: '<html>' }, 1)).toEqual(['retry']);
    expect(outcomesOf(problem(401, {}), 1)).toMatchObject([{ error: new Error('so it is') }]);
  });
});

it('reads Retry-After in both forms', () => {
  const now = Date.parse('2026-02-17T14:45:00Z');
  expect(retryAfterMs('3', now)).toBe(3_000);
  expect(retryAfterMs('Tue, 17 Feb 2026 14:45:10 GMT', now)).toBe(10_000);
  expect(retryAfterMs('Tue, 17 Feb 2026 14:44:10 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});
