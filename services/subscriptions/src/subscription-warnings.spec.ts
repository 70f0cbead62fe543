import { describe, expect, test } from '@jest/globals';
import { DIALECT_NAMES } from '@deskhook/dialects';
import { subscriptionWarnings } from './subscription-warnings.js';

const own = { secretSource: 'own', validSecrets: 1 } as const;
const none = { secretSource: 'none', validSecrets: 0 } as const;

describe('warnings of a subscription', () => {
  test.each(DIALECT_NAMES)('say nothing of https and a secret in %s', (dialect) => {
    expect(subscriptionWarnings({ dialect, urls: ['https://example.com/hook'], ...own })).toEqual([]);
  });

  test.each(['standard', 'supportgenix', 'template'] as const)('want https in %s', (dialect) => {
    const urls = [
      'http://example.com:8080/a?token=s3cret',
      'http://example.com:8080/b',
      'https://example.com',
    ];
    expect(subscriptionWarnings({ dialect, urls, ...own })).toEqual([
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
    expect(subscriptionWarnings({ dialect: 'standard', urls: [url], ...own })).toHaveLength(count);
  });

  test('tell of queries where Laravel would refuse them', () => {
    const urls = ['https://example.com/hook?token=s3cret', 'https://other.example/hook?'];
    const expected = expect.stringMatching(/^the URL at https:\/\/example\.com has a query string: Laravel/);
    expect(subscriptionWarnings({ dialect: 'shahiassist', urls, ...own })).toEqual([expected]);
    expect(subscriptionWarnings({ dialect: 'supportgenix', urls, ...own })).toEqual([]);
  });

  test('tell of what goes out unsigned though the dialect signs', () => {
    const warned = DIALECT_NAMES.filter(
      (dialect) => subscriptionWarnings({ dialect, urls: ['https://example.com'], ...none }).length > 0,
    );
    expect(warned.toSorted()).toEqual(['cloudevents', 'shahiassist', 'standard', 'supportcandy']);
    const [warning] = subscriptionWarnings({ dialect: 'standard', urls: [], ...none });
    expect(warning).toContain('goes out unsigned');
    expect(
      subscriptionWarnings({ dialect: 'standard', urls: [], secretSource: 'tenant', validSecrets: 0 }),
    ).toEqual([]);
  });
  test('tell that a rotation does not overlap where there is room for one signature', () => {
    const rotated = { ...own, urls: ['https://example.com'], validSecrets: 2 };
    expect(subscriptionWarnings({ dialect: 'supportcandy', ...rotated })).toEqual([
      expect.stringContaining('must know the new secret now'),
    ]);
    expect(subscriptionWarnings({ dialect: 'standard', ...rotated })).toEqual([]);
  });
});
