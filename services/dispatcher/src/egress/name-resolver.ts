import { promises as dns } from 'node:dns';
import { isIP, isIPv6 } from 'node:net';
import { HostNames, type LocalNames } from './host-names.js';

/** A host name has no address, or none that could be found in time. */
export class NameNotResolvedError extends Error {
  override readonly name = 'NameNotResolvedError';

  constructor(
    /** `EAI_AGAIN`: another try may find one. */
    readonly code: 'ENOTFOUND' | 'EAI_AGAIN',
    hostname: string,
    options?: ErrorOptions,
  ) {
    super(`${hostname}: ${code}`, options);
  }
}

/** One question to one name server, and how often it is asked. */
const QUERY = { timeout: 1_000, tries: 2, maxTimeout: 2_000 };
/** For all there is to ask about one name. */
const RESOLVE_MS = 5_000;
/** How long the second family of addresses is waited for when the first is here. */
const SECOND_FAMILY_MS = 1_000;
/** A name that could not be resolved is not asked for again so soon. */
const FAILURE_KEPT_MS = 2_000;
const FAILURES_MAX = 10_000;
const NAMES_IN_FLIGHT_MAX = 10_000;
const NO_SUCH_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/**
 * Finds the addresses of host names without the system's own look-up, which blocks one of a few threads for as long as a name server
 * keeps silent: questions go out over sockets (c-ares), so that any number of dead name servers delays nobody else. The
 * hosts file and the search list count as they do for the system; other sources (mDNS, LDAP) do not.
 */
export class NameResolver {
  private readonly resolver = new dns.Resolver(QUERY);
  private readonly inFlight = new Map<string, Promise<readonly string[]>>();
  private readonly failures = new Map<
    string,
    { readonly error: NameNotResolvedError; readonly until: number }
  >();

  /** `servers`: addresses, with a port where it is not 53; empty: those of the system. */
  constructor(
    servers: readonly string[] = [],
    private readonly local = new HostNames(),
  ) {
    if (servers.length > 0) this.resolver.setServers(servers);
  }

  /** The addresses of a name, IPv4 first. Throws `NameNotResolvedError`. Asked for twice at once, it is asked once. */
  resolve(hostname: string): Promise<readonly string[]> {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const failed = this.failures.get(name);
    if (failed !== undefined && failed.until > performance.now()) return Promise.reject(failed.error);
    const running = this.inFlight.get(name);
    if (running !== undefined) return running;
    if (this.inFlight.size >= NAMES_IN_FLIGHT_MAX)
      return Promise.reject(new NameNotResolvedError('EAI_AGAIN', name));
    const found = this.find(name).finally(() => this.inFlight.delete(name));
    this.inFlight.set(name, found);
    return found;
  }

  private async find(name: string): Promise<readonly string[]> {
    try {
      return await inTime(this.ask(name), RESOLVE_MS);
    } catch (cause) {
      const code = isNoSuchName(cause) ? 'ENOTFOUND' : 'EAI_AGAIN';
      const error = new NameNotResolvedError(code, name, { cause });
      if (this.failures.size >= FAILURES_MAX) this.failures.clear();
      this.failures.set(name, { error, until: performance.now() + FAILURE_KEPT_MS });
      throw error;
    }
  }

  private async ask(name: string): Promise<readonly string[]> {
    if (isIP(name) !== 0) return [name];
    const local = await this.local.current(performance.now());
    const stated = local.hosts.get(name) ?? (isLoopbackName(name) ? ['127.0.0.1'] : undefined);
    if (stated !== undefined) return ordered(stated);
    let missing: unknown = null;
    for (const candidate of candidates(name, local)) {
      try {
        return await this.addresses(candidate);
      } catch (error) {
        if (!isNoSuchName(error)) throw error;
        missing ??= error;
      }
    }
    throw missing;
  }

  /** Of both families; one of them is enough where the other has none or keeps silent. */
  private async addresses(name: string): Promise<readonly string[]> {
    const families = [settled(this.resolver.resolve4(name)), settled(this.resolver.resolve6(name))];
    const outcomes: Settled[] = [];
    for (const family of families) void family.then((outcome) => outcomes.push(outcome));
    const first = await Promise.race(families);
    const all = Promise.all(families);
    await (first.error === null ? inTime(all, SECOND_FAMILY_MS).catch(() => outcomes) : all);
    const found = outcomes.flatMap(({ addresses }) => addresses);
    if (found.length > 0) return ordered(found);
    const errors = outcomes.map(({ error }) => error);
    throw errors.find((error) => !isNoSuchName(error)) ?? errors[0];
  }
}

interface Settled {
  readonly addresses: readonly string[];
  readonly error: unknown;
}

async function settled(asked: Promise<readonly string[]>): Promise<Settled> {
  try {
    return { addresses: await asked, error: null };
  } catch (error) {
    return { addresses: [], error };
  }
}

/** As it is written first, so that a public name is never asked of a search domain. */
function candidates(name: string, { search, dotsMin }: LocalNames): string[] {
  const isShort = name.split('.').length - 1 < dotsMin;
  return [name, ...(isShort ? search.map((domain) => `${name}.${domain}`) : [])];
}

/** RFC 6761, section 6.3: such names are not asked of name servers. */
function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

function ordered(addresses: readonly string[]): string[] {
  return addresses.toSorted((a, b) => Number(isIPv6(a)) - Number(isIPv6(b)));
}

function isNoSuchName(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && NO_SUCH_NAME.has(String(error.code))
  );
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer of a name server within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
