import ipaddr from 'ipaddr.js';
import type { AddressRange } from './address-policy.js';

/** Length of the network prefix that one subscriber of IPv6 has at least. */
const SUBSCRIBER_BITS = 64;

/**
 * The address that a request came from. `forwardedFor` (the header `X-Forwarded-For`) counts only as far as trusted proxies
 * wrote it: from the right, up to the first address that is none of them. Everything to the left is the client's own claim.
 */
export function clientAddress(
  remote: string,
  forwardedFor: string | undefined,
  trusted: readonly AddressRange[],
): string {
  let address = plainAddress(remote) ?? remote;
  for (const hop of (forwardedFor ?? '').split(',').toReversed()) {
    if (!isTrusted(address, trusted)) return address;
    const before = plainAddress(hop.trim());
    if (before === null) return address;
    address = before;
  }
  return address;
}

/** Who an address stands for: itself, or for IPv6 the network that a single subscriber can choose addresses in. */
export function clientNetwork(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${SUBSCRIBER_BITS}`).toString()}/${SUBSCRIBER_BITS}`;
}

/** Without a port, brackets or the IPv6 form of an IPv4 address; null when it is no address. */
function plainAddress(text: string): string | null {
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const [address = ''] = bare.split('%');
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

function isTrusted(address: string, trusted: readonly AddressRange[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return trusted.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}
