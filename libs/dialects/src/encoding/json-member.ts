const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const COLON_LENGTH = 1;
const COMMA_LENGTH = 1;
const OPEN: ReadonlySet<number | undefined> = new Set([0x5b, BRACE]);
const CLOSE: ReadonlySet<number | undefined> = new Set([0x5d, 0x7d]);
const BLANK: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const COMMA = 0x2c;

/**
 * The bytes of each member of a JSON object, by name, exactly as they came: parsing and writing a value again would
 * change its white space and the numbers that JavaScript cannot hold. Of members with one name the last counts, as
 * for `JSON.parse`. Null when the text is another value than an object. The text must be one that `JSON.parse` takes.
 */
export function jsonMembers(json: Uint8Array): ReadonlyMap<string, Uint8Array> | null {
  const open = skipBlanks(json, startsWithByteOrderMark(json) ? 3 : 0);
  if (json[open] !== BRACE) return null;
  const members = new Map<string, Uint8Array>();
  let at = skipBlanks(json, open + 1);
  while (json[at] === QUOTE) {
    const nameEnd = endOfString(json, at);
    const start = skipBlanks(json, skipBlanks(json, nameEnd) + COLON_LENGTH);
    const end = endOfValue(json, start);
    members.set(decodeString(json.subarray(at, nameEnd)), json.subarray(start, end));
    at = skipBlanks(json, skipBlanks(json, end) + COMMA_LENGTH);
  }
  return members;
}

/** Events may begin with one: the decoder at the edge passes over it. */
function startsWithByteOrderMark(json: Uint8Array): boolean {
  return json[0] === 0xef && json[1] === 0xbb && json[2] === 0xbf;
}

function skipBlanks(json: Uint8Array, start: number): number {
  let at = start;
  while (BLANK.has(json[at])) at += 1;
  return at;
}

/** Behind the closing quote. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function endOfValue(json: Uint8Array, start: number): number {
  if (json[start] === QUOTE) return endOfString(json, start);
  return OPEN.has(json[start]) ? endOfNested(json, start) : endOfLiteral(json, start);
}

function endOfNested(json: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < json.length) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = endOfString(json, at);
      continue;
    }
    at += 1;
    if (OPEN.has(byte)) depth += 1;
    else if (CLOSE.has(byte) && --depth === 0) return at;
  }
  return at;
}

/** Numbers, true, false and null. */
function endOfLiteral(json: Uint8Array, start: number): number {
  let at = start;
  while (at < json.length && json[at] !== COMMA && !CLOSE.has(json[at]) && !BLANK.has(json[at])) at += 1;
  return at;
}

function decodeString(json: Uint8Array): string {
  return String(JSON.parse(Buffer.from(json).toString('utf8')));
}
