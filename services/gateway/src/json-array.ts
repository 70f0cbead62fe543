const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSE: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The bytes of each element of a JSON array that is known to be well-formed. The elements go on as they came: parsing
 * and writing them again would change numbers that JavaScript cannot hold.
 */
export function jsonArrayElements(json: Uint8Array): Uint8Array[] {
  const elements: Uint8Array[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) at = endOfString(json, at);
    else if (OPEN.has(byte) && ++depth === 1) start = at + 1;
    else if ((byte === COMMA && depth === 1) || (CLOSE.has(byte) && --depth === 0)) {
      elements.push(trim(json.subarray(start, at)));
      start = at + 1;
    }
  }
  return elements.filter((element) => element.length > 0);
}

function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

function trim(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (start < end && BLANK.has(bytes[start] ?? 0)) start += 1;
  while (end > start && BLANK.has(bytes[end - 1] ?? 0)) end -= 1;
  return bytes.subarray(start, end);
}
