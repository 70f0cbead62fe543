type Address = Record<string, unknown>;

/**
 * What a page takes from its address, for a route's `validateSearch`. The router lays that over what the address says: what is not
 * taken must be named as absent, or it would stay as it came.
 */
export function searchOf<T extends object>(take: (address: Address) => T): (address: Address) => T {
  return (address) => ({
    ...Object.fromEntries(Object.keys(address).map((name) => [name, undefined])),
    ...take(address),
  });
}
