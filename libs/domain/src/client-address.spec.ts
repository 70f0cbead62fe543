import { describe, expect, it } from '@jest/globals';
import { parseAddressRanges } from './address-policy.js';
import { clientAddress, clientNetwork } from './client-address.js';

const PROXIES = parseAddressRanges('10.0.0.0/8, fd00::/8');

describe('clientAddress', () => {
  it.each([
    ['nobody is trusted', '10.0.0.1', '203.0.113.7', [], '10.0.0.1'],
    ['a client that claims to be somebody else', '203.0.113.7', '198.51.100.1', PROXIES, '203.0.113.7'],
    ['one proxy', '10.0.0.1', '203.0.113.7', PROXIES, '203.0.113.7'],
    ['two proxies', '10.0.0.1', '203.0.113.7, 10.0.0.2', PROXIES, '203.0.113.7'],
    [
      'a claim to the left of what a proxy wrote',
      '10.0.0.1',
      '198.51.100.1, 203.0.113.7',
      PROXIES,
      '203.0.113.7',
    ],
    ['no header', '10.0.0.1', undefined, PROXIES, '10.0.0.1'],
    ['only proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', PROXIES, '10.0.0.3'],
    ['nonsense', '10.0.0.1', '<script>, 203.0.113.7, unknown', PROXIES, '10.0.0.1'],
    ['an IPv4 address in IPv6 form', '::ffff:10.0.0.1', '::ffff:203.0.113.7', PROXIES, '203.0.113.7'],
    ['ports and brackets', 'fd00::1', '203.0.113.7:4711, [fd00::2]:80', PROXIES, '203.0.113.7'],
    ['IPv6', 'fd00::1', '2001:db8::0:1', PROXIES, '2001:db8::1'],
  ])('%s', (_what, remote, forwardedFor, trusted, expected) => {
    expect(clientAddress(remote, forwardedFor, trusted)).toBe(expected);
  });
});

describe('clientNetwork', () => {
  it('is the address for IPv4 and the /64 for IPv6', () => {
    expect(clientNetwork('203.0.113.7')).toBe('203.0.113.7');
    expect(clientNetwork('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(clientNetwork('not an address')).toBe('not an address');
  });
});
