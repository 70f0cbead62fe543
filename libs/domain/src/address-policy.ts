import ipaddr from 'ipaddr.js';

/** A parsed CIDR range, of either family. */
export type AddressRange = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

export type AddressVerdict =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** Metadata services at addresses that look public: Azure's wire server. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16']);

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
 * allows beyond it; an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged as the IPv4 address that it
 * reaches (contract, section 5).
 */
export function checkAddress(address: string, allow: readonly AddressRange[]): AddressVerdict {
  if (!ipaddr.isValid(address)) return refuse(address, 'not an IP address');
  const parsed = effectiveAddress(ipaddr.parse(address));
  if (allow.some((range) => contains(range, parsed))) return { allowed: true };
  if (METADATA.has(parsed.toString())) return refuse(address, 'metadata');
  const range = parsed.range();
  return range === 'unicast' ? { allowed: true } : refuse(address, range);
}

function refuse(address: string, range: string): AddressVerdict {
  return { allowed: false, reason: `the address ${address} is not reachable from here by policy (${range})` };
}

function parseRange(text: string): AddressRange {
  try {
    return text.includes('/') ? ipaddr.parseCIDR(text) : single(text);
  } catch (cause) {
    throw new RangeError(`"${text}" is not a CIDR range such as 10.0.0.0/8 or fd00::/8`, { cause });
  }
}

function single(text: string): AddressRange {
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function contains(range: AddressRange, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const [network, bits] = range;
  return network.kind() === address.kind() && address.match(network, bits);
}

/** The IPv4 address that an IPv6 form leads to, or the address itself. */
function effectiveAddress(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  const range = address.range();
  if (range === 'rfc6052' && bytes.slice(4, 12).every((byte) => byte === 0))
    return new ipaddr.IPv4(bytes.slice(12));
  if (bytes.slice(0, 12).every((byte) => byte === 0) && range === 'unicast')
    return new ipaddr.IPv4(bytes.slice(12));
  if (range === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  return address;
}
