/** The entry of a table under that very name: a name from outside must not find `constructor` and its like. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
