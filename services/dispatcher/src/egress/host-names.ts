import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

/** So long what was read counts as what is there, in milliseconds. */
const FRESH_MS = 5_000;
const SEARCH_MAX = 6;

/** What a machine says of names beside its name servers. */
export interface LocalNames {
  /** Addresses by lower-case name, of the hosts file. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  /** Domains that short names are looked for in. */
  readonly search: readonly string[];
  /** Names with fewer dots are short. */
  readonly dotsMin: number;
}

export interface NameFiles {
  readonly hosts: string;
  readonly resolver: string;
}

const SYSTEM_FILES: NameFiles = { hosts: '/etc/hosts', resolver: '/etc/resolv.conf' };

/** The hosts file and the search list, read again when they are a few seconds old. A file that is not there says nothing. */
export class HostNames {
  private known: { readonly names: Promise<LocalNames>; readonly until: number } | null = null;

  constructor(private readonly files: NameFiles = SYSTEM_FILES) {}

  current(now: number): Promise<LocalNames> {
    if (this.known === null || this.known.until <= now)
      this.known = { names: this.read(), until: now + FRESH_MS };
    return this.known.names;
  }

  private async read(): Promise<LocalNames> {
    const [hosts, resolver] = await Promise.all([textOf(this.files.hosts), textOf(this.files.resolver)]);
    return { hosts: parseHosts(hosts), ...parseSearch(resolver) };
  }
}

/** Addresses by name, in the order of the file. */
export function parseHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const words of wordsOfLines(text)) {
    const [address = '', ...names] = words;
    if (isIP(address) === 0) continue;
    for (const name of names.map((one) => one.toLowerCase())) {
      const known = hosts.get(name) ?? [];
      if (!known.includes(address)) hosts.set(name, [...known, address]);
    }
  }
  return hosts;
}

/** The search list of resolv.conf(5): the last `search` or `domain` counts. */
export function parseSearch(text: string): Pick<LocalNames, 'search' | 'dotsMin'> {
  let search: readonly string[] = [];
  let dotsMin = 1;
  for (const [keyword, ...words] of wordsOfLines(text)) {
    if (keyword === 'search' || keyword === 'domain') search = words;
    if (keyword !== 'options') continue;
    for (const word of words) dotsMin = Number(/^ndots:(\d{1,2})$/.exec(word)?.[1] ?? dotsMin);
  }
  return { search: search.filter((domain) => domain !== '.').slice(0, SEARCH_MAX), dotsMin };
}

function wordsOfLines(text: string): string[][] {
  return text.split('\n').map((line) =>
    line
      .replace(/[#;].*$/, '')
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
