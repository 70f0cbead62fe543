/**
 * Something that is compared and not shown. It serialises to what is compared, so it must not leave the process that way:
 * `unveiled` gives what may.
 */
export class Veiled {
  constructor(
    private readonly compared: string,
    /** What may be shown of it; null: nothing. */
    readonly shown: string | null = null,
  ) {}

  toJSON(): string {
    return this.compared;
  }
}

/** The value with everything veiled in it replaced: by what may be shown of it, else by the word. */
export function unveiled(value: unknown, word: string): unknown {
  if (value instanceof Veiled) return value.shown ?? word;
  return Array.isArray(value) ? value.map((one: unknown) => unveiled(one, word)) : value;
}
