import ipaddr from 'ipaddr.js';

const ISATAP = /^0[02]005efe$/;
const IN_THE_LAST_BYTES = 12;
const BEHIND_THE_PREFIX = 2;

/**
 * The IPv4 addresses that an IPv6 one may lead to: compatible and mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056),
 * and ISATAP (RFC 5214), whose prefix may be any. `64:ff9b:1::/48` is a translator of a site's own (RFC 8215) and
 * embeds at places that only it knows, Teredo embeds its server and an address that anybody may claim: neither is looked
 * into, both are refused for what they are.
 */
export function embeddedAddresses(address: ipaddr.IPv6): readonly ipaddr.IPv4[] {
  const bytes = address.toByteArray();
  const found: number[] = [];
  if (isCarrier(address)) found.push(is6to4(address) ? BEHIND_THE_PREFIX : IN_THE_LAST_BYTES);
  if (startsWith(address, [0, 0, 0, 0, 0, 0])) found.push(IN_THE_LAST_BYTES);
  if (ISATAP.test(Buffer.from(bytes.slice(8, 12)).toString('hex'))) found.push(IN_THE_LAST_BYTES);
  return found.map((start) => new ipaddr.IPv4(bytes.slice(start, start + 4)));
}

/** Whether an address means what it embeds and nothing else: mapped, NAT64, 6to4. */
export function isCarrier(address: ipaddr.IPv6): boolean {
  const isMapped = startsWith(address, [0, 0, 0, 0, 0, 0xffff]);
  const isTranslated = startsWith(address, [0x64, 0xff9b, 0, 0, 0, 0]);
  return isMapped || isTranslated || is6to4(address);
}

function is6to4(address: ipaddr.IPv6): boolean {
  return startsWith(address, [0x2002]);
}

function startsWith(address: ipaddr.IPv6, parts: readonly number[]): boolean {
  return parts.every((part, index) => address.parts[index] === part);
}
