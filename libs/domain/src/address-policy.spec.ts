import { describe, expect, test } from '@jest/globals';
import { checkAddress, parseAddressRanges } from './address-policy.js';
import { endpointUrlProblem, splitUrls } from './endpoint-url.js';

describe('addresses', () => {
  test.each([
    '1.1.1.1',
    '93.184.216.34',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
    '64:ff9b::101:101',
    '2002:101:101::1',
  ])('%s is allowed', (address) => {
    expect(checkAddress(address, [])).toEqual({ allowed: true });
  });
  test.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '::7f00:1',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '240.0.0.1',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b:1::101:101',
    '2002:7f00:1::1',
    '100::1',
    'localhost',
    '',
    '0x7f.1',
  ])('%s is refused', (address) => {
    expect(checkAddress(address, [])).toMatchObject({ allowed: false });
  });
  test('the operator may allow ranges, also for the IPv4 address inside an IPv6 one', () => {
    const allow = parseAddressRanges('127.0.0.0/8, fd00::/8, 10.0.0.7');
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', 'fd12::1', '10.0.0.7']) {
      expect(checkAddress(address, allow)).toEqual({ allowed: true });
    }
    expect(checkAddress('10.0.0.8', allow)).toMatchObject({ allowed: false });
  });
  test('a malformed range is named', () => {
    expect(() => parseAddressRanges('10.0.0.0/8,10.0.0.0/99')).toThrow('"10.0.0.0/99" is not a CIDR range');
  });
});

describe('URLs of endpoints', () => {
  test('one text is split at commas, semicolons and white space', () => {
    expect(splitUrls(' https://a.example,https://b.example;\nhttps://c.example\t ')).toEqual([
      'https://a.example',
      'https://b.example',
      'https://c.example',
    ]);
  });
  test.each([
    'https://example.com/hook?token=a%20b',
    'http://example.com:8080',
    'https://münchen.example/x',
    'https://1.1.1.1/',
  ])('%s is fine', (url) => {
    expect(endpointUrlProblem(url, [])).toBeNull();
  });
  test.each([
    'example.com',
    'ftp://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://user:pw@example.com/',
    'https://example.com/#frag',
    'http://127.0.0.1/',
    'http://localhost/',
    'http://localhost./',
    'http://x.localhost/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254./',
    `https://example.com/${'a'.repeat(2100)}`,
  ])('%s is refused', (url) => {
    expect(endpointUrlProblem(url, [])).not.toBeNull();
  });
});
