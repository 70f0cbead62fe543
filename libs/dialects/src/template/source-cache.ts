/**
 * Remembers what was made of a source text, the most recently used up to so many characters of source altogether. A
 * pure cache: with or without it the results are the same.
 */
export function sourceCache<T>(charactersMax: number, make: (source: string) => T): (source: string) => T {
  const made = new Map<string, T>();
  let characters = 0;
  return (source) => {
    const known = made.get(source);
    const result = known ?? make(source);
    if (known === undefined) characters += source.length;
    // Moves it to the end: the first are those that were not used for longest.
    made.delete(source);
    made.set(source, result);
    for (const oldest of made.keys()) {
      if (characters <= charactersMax || oldest === source) break;
      made.delete(oldest);
      characters -= oldest.length;
    }
    return result;
  };
}
