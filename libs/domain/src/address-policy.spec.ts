import { describe, expect, test } from '@jest/globals';
import { checkAddress, parseAddressRanges, PUBLIC_INTERNET } from './address-policy.js';

const ranges = (allow: string, deny = '') => ({
  allow: parseAddressRanges(allow),
  deny: parseAddressRanges(deny),
});

describe('addresses', () => {
  test.each([
    '1.1.1.1',
    '93.184.216.34',
    '2606:4700::1111',
    '2a00:1450:4001::5efe:101:101',
    '::ffff:1.1.1.1',
    '64:ff9b::101:101',
    '2002:101:101::1',
    '2606:4700::200:5efe:101:101',
  ])('%s is allowed', (address) => {
    expect(checkAddress(address, PUBLIC_INTERNET)).toEqual({ allowed: true });
  });
  test.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '0.1.2.3',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.8',
    '192.88.99.1',
    '100.64.0.1',
    '169.254.169.254',
    '169.254.170.2',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.7',
    '240.0.0.1',
    '::7f00:1',
    '::101:101',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%eth0',
    'fc00::1',
    'fd12::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '3fff::1',
    '5f00::1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
    '4000::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a83f:8110',
    '64:ff9b:1::101:101',
    '2002:7f00:1::1',
    '2002:101:101::5efe:a00:1',
    '2606:4700::5efe:a00:1',
    '2606:4700::200:5efe:c0a8:1',
    '100::1',
    'localhost',
    '',
    '0x7f.1',
    '0x8.8.8.8',
    '010.8.8.8',
    '134744072',
    '1.1.1.1 ',
  ])('%s is refused', (address) => {
    expect(checkAddress(address, PUBLIC_INTERNET)).toMatchObject({ allowed: false });
  });
  test('the operator may allow ranges, also for the IPv4 address inside an IPv6 one', () => {
    const policy = ranges('127.0.0.0/8, fd00::/8, 10.0.0.7');
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', 'fd12::1', '10.0.0.7']) {
      expect(checkAddress(address, policy)).toEqual({ allowed: true });
    }
    expect(checkAddress('10.0.0.8', policy)).toMatchObject({ allowed: false });
  });
  test('what is allowed does not open what merely embeds it', () => {
    const policy = ranges('10.0.0.0/8');
    for (const address of ['fd12::5efe:10.0.0.1', 'fe80::5efe:a00:1', 'fec0::200:5efe:a00:1', '::a00:1'])
      expect(checkAddress(address, policy)).toMatchObject({ allowed: false });
    for (const address of ['2606:4700::5efe:a00:1', '64:ff9b::a00:1', '2002:a00:1::1', '::ffff:10.0.0.1'])
      expect(checkAddress(address, policy)).toEqual({ allowed: true });
    expect(checkAddress('fd12::5efe:10.0.0.1', ranges('fd12::/16'))).toEqual({ allowed: true });
    expect(checkAddress('::1', ranges('::1'))).toEqual({ allowed: true });
  });
  test('what is denied is refused, public or allowed, in whatever form', () => {
    const policy = ranges('10.0.0.0/8, 2606:4700::/32', '10.9.0.0/16, 1.1.1.0/24, 2606:4700::1111');
    for (const address of [
      '10.9.1.1',
      '1.1.1.1',
      '::ffff:1.1.1.1',
      '64:ff9b::a09:101',
      '2002:a09:101::1',
      '2606:4700::1111',
    ])
      expect(checkAddress(address, policy)).toMatchObject({
        allowed: false,
        reason: expect.stringContaining('denied'),
      });
    for (const address of ['10.8.1.1', '1.1.2.1', '2606:4700::1112'])
      expect(checkAddress(address, policy)).toEqual({ allowed: true });
  });
  test('a metadata service is allowed by its own address only', () => {
    const metadata = [
      '169.254.169.254',
      '::ffff:a9fe:a9fe',
      '168.63.129.16',
      'fd00:ec2::23',
      'fd00:ec2::254',
      'fd00:42::42',
    ];
    for (const address of metadata) {
      expect(checkAddress(address, ranges('169.254.0.0/16, 168.63.0.0/16, fd00::/8, ::/0'))).toMatchObject({
        allowed: false,
        reason: expect.stringContaining('metadata'),
      });
      const exact = ranges('169.254.169.254, 168.63.129.16/32, fd00:ec2::23, fd00:ec2::254/128, fd00:42::42');
      expect(checkAddress(address, exact)).toEqual({ allowed: true });
      expect(checkAddress(address, { ...exact, deny: exact.allow })).toMatchObject({ allowed: false });
    }
  });
  test('a malformed range is named', () => {
    expect(() => parseAddressRanges('10.0.0.0/8,10.0.0.0/99')).toThrow('"10.0.0.0/99" is not a CIDR range');
  });
});
