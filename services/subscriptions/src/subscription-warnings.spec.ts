import { describe, expect, test } from '@jest/globals';
import { DIALECT_NAMES } from '@deskhook/dialects';
import { effectiveDelivery } from './delivery-settings.js';
import { subscriptionWarnings } from './subscription-warnings.js';

const NOW = Date.parse('2026-02-17T14:45:00.000Z');
const own = { secretSource: 'own', validSecrets: 1 } as const;
const none = { secretSource: 'none', validSecrets: 0 } as const;
type Judged = Parameters<typeof subscriptionWarnings>[0];

const warningsOf = (
  judged: Pick<Judged, 'dialect' | 'urls' | 'secretSource' | 'validSecrets'> & Partial<Judged>,
) =>
  subscriptionWarnings(
    { auth: { type: 'none' }, tls: null, delivery: effectiveDelivery(judged.dialect, {}), ...judged },
    NOW,
  );

describe('warnings of a subscription', () => {
  test.each(DIALECT_NAMES)('say nothing of https and a secret in %s', (dialect) => {
    expect(warningsOf({ dialect, urls: ['https://example.com/hook'], ...own })).toEqual([]);
  });

  test.each(['standard', 'supportgenix', 'template'] as const)('want https in %s', (dialect) => {
    const urls = [
      'http://example.com:8080/a?token=s3cret',
      'http://example.com:8080/b',
      'https://example.com',
    ];
    expect(warningsOf({ dialect, urls, ...own })).toEqual([
      'what goes to http://example.com:8080 is sent unencrypted: use https',
    ]);
  });

  test.each([
    ['http://localhost/hook', 0],
    ['http://crm.LOCALHOST.:3000/hook', 0],
    ['http://127.0.0.1/hook', 0],
    ['http://127.1/hook', 0],
    ['http://[0:0::1]/hook', 0],
    ['http://10.0.0.1/hook', 1],
    ['http://127.0.0.1.example.com/hook', 1],
    ['http://notlocalhost/hook', 1],
  ])('leave alone what stays on the machine: %s', (url, count) => {
    expect(warningsOf({ dialect: 'standard', urls: [url], ...own })).toHaveLength(count);
  });

  test('tell of queries where Laravel would refuse them', () => {
    const urls = ['https://example.com/hook?token=s3cret', 'https://other.example/hook?'];
    const expected = expect.stringMatching(/^the URL at https:\/\/example\.com has a query string: Laravel/);
    expect(warningsOf({ dialect: 'shahiassist', urls, ...own })).toEqual([expected]);
    expect(warningsOf({ dialect: 'supportgenix', urls, ...own })).toEqual([]);
  });

  test('tell of what goes out unsigned though the dialect signs', () => {
    const warned = DIALECT_NAMES.filter(
      (dialect) => warningsOf({ dialect, urls: ['https://example.com'], ...none }).length > 0,
    );
    expect(warned.toSorted()).toEqual(['cloudevents', 'shahiassist', 'standard', 'supportcandy']);
    const [warning] = warningsOf({ dialect: 'standard', urls: [], ...none });
    expect(warning).toContain('goes out unsigned');
    expect(warningsOf({ dialect: 'standard', urls: [], secretSource: 'tenant', validSecrets: 0 })).toEqual(
      [],
    );
  });
  test('tell that a rotation does not overlap where there is room for one signature', () => {
    const rotated = { ...own, urls: ['https://example.com'], validSecrets: 2 };
    expect(warningsOf({ dialect: 'supportcandy', ...rotated })).toEqual([
      expect.stringContaining('must know the new secret now'),
    ]);
    expect(warningsOf({ dialect: 'standard', ...rotated })).toEqual([]);
  });

  test.each([
    [{ type: 'basic', username: 'crm', password: null } as const, 1],
    [{ type: 'none' } as const, 0],
  ])('tell of credentials that go unencrypted: %j', (auth, count) => {
    const told = warningsOf({ dialect: 'standard', urls: ['http://example.com/hook'], ...own, auth });
    expect(told.filter((text) => text.includes('credentials included'))).toHaveLength(count);
  });

  test('tell of a token URL that is not encrypted', () => {
    const auth: Judged['auth'] = {
      type: 'oauth2',
      tokenUrl: 'http://login.example.com/token?x=s3cret',
      clientId: 'a',
      clientSecret: null,
      scopes: [],
      audience: null,
      clientAuthentication: 'basic',
    };
    expect(warningsOf({ dialect: 'standard', urls: ['https://example.com/hook'], ...own, auth })).toEqual([
      'the client secret goes to http://login.example.com unencrypted: use https',
    ]);
  });

  test.each([
    [{ limit: 10, per: '1h' }, 'at most 240 requests a day'],
    [{ limit: 1, per: '24h' }, 'at most 1 requests a day'],
    [{ limit: 1, per: '1m' }, null],
    [null, null],
  ])('tell of a rate limit that lets work pile up: %j', (rateLimit, expected) => {
    const delivery = effectiveDelivery('standard', { rateLimit });
    const told = warningsOf({ dialect: 'standard', urls: [], ...own, delivery });
    expect(told).toEqual(expected === null ? [] : [expect.stringContaining(expected)]);
  });

  test('tell how long a ticket may stand still where its order counts', () => {
    const long = effectiveDelivery('standard', { ordering: 'ticket', retrySchedule: ['30m', '2h'] });
    expect(warningsOf({ dialect: 'standard', urls: [], ...own, delivery: long })).toEqual([
      expect.stringContaining('for up to 3 hours'),
    ]);
    const short = effectiveDelivery('standard', { ordering: 'ticket', retrySchedule: ['5s', '5m'] });
    expect(warningsOf({ dialect: 'standard', urls: [], ...own, delivery: short })).toEqual([]);
  });
});
