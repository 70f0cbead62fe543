type Search = Readonly<Record<string, unknown>>;

/** Reads an address's query. Everything is text: what a page takes for a number or a yes, it reads itself. */
export function parseSearch(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** Writes a query as people would: `?ticket=888`, without quotes around what looks like a number. */
export function stringifySearch(search: Search): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(given.map(([name, value]) => [name, textOf(value)])).toString();
  return query === '' ? '' : `?${query}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
