import { describe, expect, it } from '@jest/globals';
import { outcomesOf, retryAfterMs, type Answer } from './http-answer.js';

const url = 'https://deskhook.example.com/v1/tenants/acme/events';
const answered = (status: number, text: string, location: string | null = null): Answer => ({
  url,
  status,
  location,
  afterMs: null,
  text,
});
const problem = (status: number, members: object, afterMs: number | null = null): Answer => ({
  ...answered(status, JSON.stringify({ status, detail: 'so it is', ...members })),
  afterMs,
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
    for (const status of [400, 401, 403, 404, 413, 415, 422])
      expect(kinds(problem(status, {}), 2)).toEqual(['refused', 'refused']);
    for (const status of [408, 425, 429, 500, 502, 503, 504])
      expect(kinds(problem(status, {}), 2)).toEqual(['retry', 'retry']);
    expect(kinds(answered(502, '<html>'), 1)).toEqual(['retry']);
    expect(outcomesOf(problem(401, {}), 1)).toMatchObject([{ error: new Error('so it is') }]);
    const html = `${url} answered 404 without a reason: a proxy on the way, or not Deskhook's gateway`;
    expect(outcomesOf(answered(404, '<html>'), 1)).toMatchObject([
      { kind: 'refused', error: new Error(html) },
    ]);
  });

  it('takes all for stored where the answer counts them all', () => {
    const text = JSON.stringify({ accepted: 2, ids: ['a', 'b'] });
    expect(kinds(answered(202, text), 2)).toEqual(['stored', 'stored']);
    expect(kinds(answered(200, text), 2)).toEqual(['stored', 'stored']);
  });

  it.each([
    ['nothing', ''],
    ['a login page', '<!doctype html><title>Sign in</title>'],
    ['another service', '{"ok":true}'],
    ['no object', 'null'],
    ['one of two', '{"accepted":1}'],
    ['three of two', '{"accepted":3}'],
    ['a text', '{"accepted":"2"}'],
  ])('takes nothing for stored where a 2xx counts otherwise: %s', (_what, text) => {
    for (const status of [200, 202, 204])
      expect(outcomesOf(answered(status, text), 2)).toMatchObject([
        { kind: 'retry', error: { message: expect.stringContaining("this is not Deskhook's gateway") } },
        { kind: 'retry' },
      ]);
  });

  it('takes nothing for stored where the problem details do not add up', () => {
    const errors = (pointer: string) => [{ pointer, detail: 'is required' }];
    expect(kinds(problem(422, { accepted: 1, errors: [] }), 2)).toEqual(['retry', 'retry']);
    expect(kinds(problem(422, { accepted: 1, errors: errors('/7') }), 2)).toEqual(['retry', 'retry']);
    expect(kinds(problem(422, { accepted: 2, errors: errors('/0') }), 2)).toEqual(['retry', 'retry']);
  });

  it('refuses what is redirected, and names where to', () => {
    const location = 'https://sso.example.com/login';
    for (const status of [301, 302, 303, 307, 308])
      expect(outcomesOf(answered(status, '{"accepted":1}', location), 1)).toMatchObject([
        { kind: 'refused', error: { message: expect.stringContaining(`redirects to ${location}`) } },
      ]);
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
