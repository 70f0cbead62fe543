import ipaddr from 'ipaddr.js';
import { embeddedAddresses, isCarrier } from './embedded-addresses.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A parsed CIDR range, of either family. */
export type AddressRange = readonly [Address, number];

/** What the operator says of addresses: `deny` wins over everything, `allow` over what is refused by default. */
export interface AddressPolicy {
  readonly allow: readonly AddressRange[];
  readonly deny: readonly AddressRange[];
}

/** The policy of an operator who says nothing: the public internet and nothing else. */
export const PUBLIC_INTERNET: AddressPolicy = { allow: [], deny: [] };

export type AddressVerdict =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/**
 * Where clouds tell a machine its credentials: AWS, GCP, Azure and others; AWS for containers; Azure's wire server; Alibaba;
 * Oracle; over IPv6 AWS for pods and machines, Scaleway, GCP and OpenStack. A range that happens to hold one does not allow it.
 */
const METADATA: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::23',
  'fd00:ec2::254',
  'fd00:42::42',
  'fd20:ce::254',
  'fe80::a9fe:a9fe',
]);

/** What IANA hands out for the public internet; everything outside it is special or not in use. */
const GLOBAL_UNICAST: AddressRange = [ipaddr.IPv6.parse('2000::'), 3];

/** Parses a comma-separated list of CIDRs; throws a RangeError that names the malformed one. */
export function parseAddressRanges(text: string): readonly AddressRange[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseRange);
}

/**
 * Whether an outbound request may reach an address. Only globally routable unicast is allowed, and what the operator
 * allows beyond it; an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, ISATAP) is judged as well as that around it
 * (contract, section 5). A metadata service must be allowed by its own address.
 */
export function checkAddress(address: string, { allow, deny }: AddressPolicy): AddressVerdict {
  const parsed = parseAddress(address);
  if (parsed === null) return refuse(address, 'not an IP address');
  const faces = parsed instanceof ipaddr.IPv6 ? [parsed, ...embeddedAddresses(parsed)] : [parsed];
  const isIn = (range: AddressRange) => faces.some((face) => contains(range, face));
  if (deny.some(isIn)) return refuse(address, 'denied');
  if (faces.some((face) => METADATA.has(plain(face)))) {
    const exact = allow.filter(([network, bits]) => bits === bitsOf(network));
    return exact.some(isIn) ? { allowed: true } : refuse(address, 'metadata');
  }
  const isAllowed = (face: Address) => allow.some((range) => contains(range, face));
  if (isAllowed(parsed)) return { allowed: true };
  // An address that only embeds an allowed one, as anybody's interface may, is no more allowed than without it.
  const refused = faces.filter((face) => !isAllowed(face));
  const use = refused.map(specialUse).find((one) => one !== null) ?? null;
  return use === null ? { allowed: true } : refuse(address, use);
}

/** One address or range; single addresses are ranges of one. */
function parseRange(text: string): AddressRange {
  try {
    return text.includes('/') ? ipaddr.parseCIDR(text) : single(text);
  } catch (cause) {
    throw new RangeError(`"${text}" is not a CIDR range such as 10.0.0.0/8 or fd00::/8`, { cause });
  }
}

function single(text: string): AddressRange {
  const address = ipaddr.parse(text);
  return [address, bitsOf(address)];
}

/** Only the forms that sockets take: what else looks like an address (octal, short) would be resolved as a name. */
function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

/** What an address is set aside for; null: it is an ordinary one, or means only what it embeds. */
function specialUse(address: Address): string | null {
  const range = address.range();
  if (address instanceof ipaddr.IPv4) return range === 'unicast' ? null : range;
  if (address.zoneId) return 'an address with a zone';
  if (isCarrier(address)) return null;
  if (range !== 'unicast') return range;
  return contains(GLOBAL_UNICAST, address) ? null : 'not in use';
}

function refuse(address: string, range: string): AddressVerdict {
  return { allowed: false, reason: `the address ${address} is not reachable from here by policy (${range})` };
}

function contains([network, bits]: AddressRange, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

/** Without a zone, which does not change whom it leads to. */
function plain(address: Address): string {
  const [text = ''] = address.toString().split('%', 1);
  return text;
}

function bitsOf(address: Address): number {
  return address.kind() === 'ipv4' ? 32 : 128;
}
