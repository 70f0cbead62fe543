import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { checkAddress, type AddressPolicy } from '@deskhook/domain';

/** The network policy forbids what a host name or address leads to. */
export class EgressRefusedError extends Error {
  override readonly name = 'EgressRefusedError';
}

/**
 * Resolves a host name and checks every address before one of them is connected to; the socket uses exactly what is
 * returned here, so there is no second look-up that could answer otherwise (contract, section 5).
 */
export function checkedLookup(policy: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupOptions & { all: true } = { ...options, all: true };
    resolve(hostname, all, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const refused = firstRefusal(hostname, addresses, policy);
      if (refused !== null) return callback(refused, []);
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function firstRefusal(
  hostname: string,
  addresses: readonly LookupAddress[],
  policy: AddressPolicy,
): EgressRefusedError | null {
  for (const { address } of addresses) {
    const verdict = checkAddress(address, policy);
    if (!verdict.allowed) return new EgressRefusedError(`${hostname}: ${verdict.reason}`);
  }
  return null;
}
