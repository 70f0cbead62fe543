// Against the address sets of Node itself, filled from the registries of IANA rather than from a library's table.
import { BlockList } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkAddress, PUBLIC_INTERNET } from './address-policy.js';
import { endpointUrlProblem } from './endpoint-url.js';

/** IANA IPv4 Special-Purpose Address Registry, and multicast. */
const SPECIAL_V4 = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24',
  '203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32',
]
  .join(' ')
  .split(' ');
/** What of 2000::/3 is in the IANA IPv6 Special-Purpose Address Registry, beside 6to4. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2620:4f:8000::/48', '3fff::/20'];

const special = new BlockList();
for (const range of SPECIAL_V4) addTo(special, range, 'ipv4');
const specialV6 = new BlockList();
for (const range of SPECIAL_V6) addTo(specialV6, range, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

function addTo(list: BlockList, range: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', bits = ''] = range.split('/');
  list.addSubnet(network, Number(bits), family);
}

type Octets = readonly [number, number, number, number];
const octet = fc.integer({ min: 0, max: 255 });
const anywhere: fc.Arbitrary<Octets> = fc.tuple(octet, octet, octet, octet);
const inside: fc.Arbitrary<Octets> = fc
  .tuple(fc.constantFrom(...SPECIAL_V4), fc.nat(0xff_ff_ff))
  .map(([range, offset]) => {
    const [network = '', bits = ''] = range.split('/');
    const base = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    const value = base + (offset % 2 ** Math.min(24, 32 - Number(bits)));
    return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  });
const v4 = fc.oneof(anywhere, inside);
const dotted = (octets: Octets) => octets.join('.');
const isAllowed = (address: string) => checkAddress(address, PUBLIC_INTERNET).allowed;
const hex = (a: number, b: number) => (a * 256 + b).toString(16);

test('of IPv4, what the registries set aside is refused and nothing else', () => {
  fc.assert(
    fc.property(v4, (octets) => {
      expect(isAllowed(dotted(octets))).toBe(!special.check(dotted(octets)));
    }),
    { numRuns: 5_000 },
  );
});

test('of IPv6, only global unicast that is not set aside is allowed', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const first = fc.oneof(group, fc.constantFrom(0x2001, 0x2606, 0x2620, 0x3fff, 0x64, 0xfe80, 0xfd00, 0));
  const address = fc
    .tuple(first, fc.array(group, { minLength: 7, maxLength: 7 }))
    .map(([head, rest]) => [head, ...rest].map((part) => part.toString(16)).join(':'))
    .filter((text) => !text.startsWith('2002:'));
  fc.assert(
    fc.property(address, (text) => {
      const expected = globalUnicast.check(text, 'ipv6') && !specialV6.check(text, 'ipv6');
      expect(isAllowed(text)).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
});

test('inside IPv6 an IPv4 address is judged as it is alone', () => {
  fc.assert(
    fc.property(v4, (octets) => {
      const [a, b, c, d] = octets;
      const tail = `${hex(a, b)}:${hex(c, d)}`;
      const expected = isAllowed(dotted(octets));
      const forms = [
        `::ffff:${dotted(octets)}`,
        `::ffff:${tail}`,
        `64:ff9b::${tail}`,
        `2002:${tail}::1`,
        `2a00:1450::5efe:${tail}`,
        `2a00:1450::200:5efe:${tail}`,
      ];
      for (const form of forms) expect([form, isAllowed(form)]).toEqual([form, expected]);
      expect(isAllowed(`::${tail}`)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

describe('in a URL', () => {
  /** Spellings of one IPv4 address that browsers, curl and resolvers understand. */
  const spelling = fc.tuple(
    v4,
    fc.constantFrom('o', 'd', 'x', 'O', 'X'),
    fc.integer({ min: 1, max: 4 }),
    fc.boolean(),
  );
  const part = (value: number, base: string) => {
    if (base === 'o' || base === 'O')
      return `${base === 'O' ? '000' : '0'}${value === 0 ? '' : value.toString(8)}`;
    return base === 'd' ? String(value) : `0${base}${value.toString(16)}`;
  };

  test('octal, hexadecimal, decimal and short forms, with or without a trailing dot, mean the same address', () => {
    fc.assert(
      fc.property(spelling, ([octets, base, parts, dot]) => {
        const head = octets.slice(0, parts - 1);
        const last = octets.slice(parts - 1).reduce((sum, value) => sum * 256 + value, 0);
        const host = [...head, last].map((value) => part(value, base)).join('.') + (dot ? '.' : '');
        const problem = endpointUrlProblem(`http://${host}/hook`, PUBLIC_INTERNET);
        expect([host, problem === null]).toEqual([host, isAllowed(dotted(octets))]);
      }),
      { numRuns: 3_000 },
    );
  });
});
