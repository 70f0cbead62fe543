import type { EntryNames } from './condition.js';
import { foldText, memberOf } from './value-key.js';

type ByName = ReadonlyMap<string, readonly unknown[]>;

const NAMING_MEMBERS = ['key', 'slug', 'id'] as const;
const NONE: readonly unknown[] = [];

/** An event's lists of custom fields, each sorted by names when it is asked for. */
export class EntryLists {
  private readonly known = new Map<readonly unknown[], EntryList>();

  /** The entries of a list that a segment means: by key, slug or id; another spelling only where none is exact. */
  named(entries: readonly unknown[], names: EntryNames): readonly unknown[] {
    const known = this.known.get(entries);
    const list = known ?? new EntryList(entries);
    if (known === undefined) this.known.set(entries, list);
    return list.named(names);
  }
}

class EntryList {
  private readonly exact: ByName;
  private folded: ByName | null = null;

  constructor(private readonly entries: readonly unknown[]) {
    this.exact = byName(entries, (name) => name);
  }

  named({ exact, folded }: EntryNames): readonly unknown[] {
    const found = this.among(this.exact, exact);
    if (found.length > 0) return found;
    this.folded ??= byName(this.entries, foldText);
    return this.among(this.folded, folded);
  }

  /** In the order of the list. */
  private among(known: ByName, names: readonly string[]): readonly unknown[] {
    const [only = ''] = names;
    if (names.length < 2) return known.get(only) ?? NONE;
    const found = new Set(names.flatMap((name) => known.get(name) ?? NONE));
    return found.size < 2 ? [...found] : this.entries.filter((entry) => found.has(entry));
  }
}

function byName(entries: readonly unknown[], form: (name: string) => string): ByName {
  const known = new Map<string, unknown[]>();
  for (const entry of entries)
    for (const member of NAMING_MEMBERS) {
      const name = memberOf(entry, member);
      if (typeof name === 'string' || typeof name === 'number') add(known, form(String(name)), entry);
    }
  return known;
}

/** An entry may have a name twice: its key is often its slug. */
function add(known: Map<string, unknown[]>, name: string, entry: unknown): void {
  const entries = known.get(name);
  if (entries === undefined) known.set(name, [entry]);
  else if (entries.at(-1) !== entry) entries.push(entry);
}
