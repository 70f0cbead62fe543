import { isIP, type LookupFunction } from 'node:net';
import { checkAddress, type AddressPolicy } from '@deskhook/domain';
import { EgressRefusedError } from './egress-error.js';
import type { NameResolver } from './name-resolver.js';

/** Host names that lead only where the network policy allows. */
export class CheckedNames {
  constructor(
    private readonly resolver: NameResolver,
    private readonly policy: AddressPolicy,
  ) {}

  /**
   * Every address of a name, each of them checked: one bad address among good ones refuses the name. Throws
   * `EgressRefusedError` and `NameNotResolvedError`.
   */
  async addresses(hostname: string): Promise<readonly string[]> {
    const found = isIP(hostname) === 0 ? await this.resolver.resolve(hostname) : [hostname];
    const refused = found.map((address) => this.refusal(address, hostname)).find((one) => one !== null);
    if (refused !== undefined) throw refused;
    return found;
  }

  /** Why an address must not be reached, or null when it may be. */
  refusal(address: string, hostname = address): EgressRefusedError | null {
    const verdict = checkAddress(address, this.policy);
    if (verdict.allowed) return null;
    return new EgressRefusedError(hostname === address ? verdict.reason : `${hostname}: ${verdict.reason}`);
  }

  /**
   * For sockets: they connect to exactly what is returned here, so that there is no second look-up that could answer
   * otherwise (contract, section 5).
   */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.addresses(hostname).then(
      (found) => {
        const all = found.map((address) => ({ address, family: isIP(address) }));
        const [first] = all;
        if (options.all === true || first === undefined) callback(null, all);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}
