interface Place {
  readonly start: number;
  readonly end: number;
}

export interface JsonPlaces {
  /** Where each value stands in the text, by its JSON pointer. */
  readonly places: ReadonlyMap<string, Place>;
  /** Where the text stops being JSON; null where all of it is. */
  readonly faultAt: number | null;
}

const DEPTH_MAX = 200;
const BLANK = /\s*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads a text as JSON for the places of its values; what comes before a fault is found all the same. */
export function jsonPlaces(text: string): JsonPlaces {
  const reader = new Reader(text);
  const isRead = reader.value('', 0) && reader.isAtEnd();
  return { places: reader.places, faultAt: isRead ? null : reader.at };
}

class Reader {
  at = 0;
  readonly places = new Map<string, Place>();

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.skip();
    return this.at === this.text.length;
  }

  /** False where the text is at fault, or deeper than anybody writes by hand. */
  value(pointer: string, depth: number): boolean {
    this.skip();
    const start = this.at;
    const isRead = depth < DEPTH_MAX && this.content(pointer, depth);
    this.places.set(pointer, { start, end: this.at });
    return isRead;
  }

  private content(pointer: string, depth: number): boolean {
    if (this.takes('{')) return this.members('}', () => this.member(pointer, depth));
    if (this.takes('[')) {
      let index = 0;
      return this.members(']', () => this.value(`${pointer}/${index++}`, depth + 1));
    }
    return this.match(STRING) !== null || this.match(SCALAR) !== null;
  }

  private members(closing: string, member: () => boolean): boolean {
    this.skip();
    if (this.takes(closing)) return true;
    do if (!member()) return false;
    while (this.takesNext(','));
    return this.takesNext(closing);
  }

  private member(pointer: string, depth: number): boolean {
    this.skip();
    const name = this.match(STRING);
    if (name === null || !this.takesNext(':')) return false;
    const key: unknown = JSON.parse(name);
    return this.value(`${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
  }

  private skip(): void {
    this.match(BLANK);
  }

  private takesNext(character: string): boolean {
    this.skip();
    return this.takes(character);
  }

  private takes(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }
}

/**
 * The place that a pointer means. What it names may be missing: then it is where the nearest value around begins, since it is
 * there that something has to be put in.
 */
export function placeOf({ places }: JsonPlaces, pointer: string): Place | null {
  const exact = places.get(pointer);
  if (exact !== undefined) return exact;
  const parts = pointer.split('/');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const around = places.get(parts.slice(0, length).join('/'));
    if (around !== undefined) return { start: around.start, end: Math.min(around.start + 1, around.end) };
  }
  return null;
}

/** Number of the line, from 1, that a character stands in. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
