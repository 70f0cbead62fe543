import { describe, expect, it } from '@jest/globals';
import { detailSearch } from './detail-search.js';
import { actionText, authText, retryText } from './settings-text.js';
import { testTypes } from './test-types.js';
import { urlFigures } from './url-figures.js';

describe('the address of the page', () => {
  it('keeps what it may say', () =>
    expect(detailSearch({ tab: 'verify', window: '7d', created: true })).toEqual({
      tab: 'verify',
      window: '7d',
      created: true,
    }));
  it('leaves out defaults and what is unknown', () =>
    expect(detailSearch({ tab: 'overview', window: '24h', created: 'yes', other: 1 })).toEqual({}));
});

describe('what a test can be of', () => {
  const types = ['ticket.created', 'ticket.closed', 'reply.created', 'deskhook.delivery_failed'];
  it('begins with what the subscription asks for', () =>
    expect(testTypes(['reply.created', 'ticket.*'], { types, native: [] })).toEqual({
      selected: ['reply.created', 'ticket.created', 'ticket.closed'],
      others: ['deskhook.delivery_failed'],
    }));
  it('takes * as everything of the helpdesk, not Deskhook’s own news', () =>
    expect(testTypes(['*'], { types, native: [] }).selected).toEqual(types.slice(0, 3)));
  it('has the native names of a dialect, and names that no list has', () =>
    expect(
      testTypes(['create-ticket', 'custom.vip'], { types: [], native: ['create-ticket', 'close'] }),
    ).toEqual({
      selected: ['create-ticket', 'custom.vip'],
      others: ['close'],
    }));
});

it('adds up the figures of a URL over all types', () => {
  const item = (url: string, count: number, lastAt: string) => ({ url, count, successes: count - 1, lastAt });
  const items = [
    item('a', 5, '2026-01-01T00:00:02.000Z'),
    item('a', 3, '2026-01-01T00:00:01.000Z'),
    item('b', 9, '2026-01-01T00:00:03.000Z'),
  ];
  expect(urlFigures(items, 'a')).toMatchObject({
    count: 8,
    successes: 6,
    lastAt: '2026-01-01T00:00:02.000Z',
  });
  expect(urlFigures(items, 'c')).toEqual({ count: 0, successes: 0, lastAt: null, lastOutcome: null });
});

it('tells how the last attempt fared, where the figures of its type do', () => {
  const of = (successes: number, lastAt: string) => ({ url: 'a', count: 3, successes, lastAt });
  const [earlier, later] = ['2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z'];
  const outcome = (...items: ReturnType<typeof of>[]) => urlFigures(items, 'a').lastOutcome;
  expect(outcome(of(3, earlier), of(0, later))).toBe('failed');
  expect(outcome(of(3, later), of(0, earlier))).toBe('succeeded');
  expect(outcome(of(2, later))).toBeNull();
});

describe('settings in words', () => {
  it('tells retries', () => {
    expect(retryText([])).toBe('no');
    expect(retryText(['1h'])).toBe('once: after 1h');
    expect(retryText(['5s', '5m'])).toBe('2 times: after 5s, 5m');
  });
  it('tells who authenticates, and no secret', () => {
    const oauth2 = { type: 'oauth2', tokenUrl: 'https://id.example/token', clientId: 'deskhook' } as const;
    expect(authText({ ...oauth2, scopes: [], audience: null, clientAuthentication: 'basic' })).toBe(
      'OAuth 2, as deskhook at id.example',
    );
  });
  it('tells actions', () => {
    expect(actionText({ type: 'assign', team: 'second-level' })).toBe('assign to team second-level');
    expect(actionText({ type: 'set_field', field: 'vip', value: true })).toBe('set vip to true');
  });
});
