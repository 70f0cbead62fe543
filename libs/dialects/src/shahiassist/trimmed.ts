/**
 * What Laravel takes away at either end of a text besides white space: NUL, which PHP's `trim` knows, and the
 * invisible characters on the list of its `Str::trim`. First and last code point of each range.
 */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00, 0x00],
  [0x85, 0x85],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2060, 0x2065],
  [0x206a, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xffa0, 0xffa0],
  [0x1d159, 0x1d159],
  [0x1d173, 0x1d17a],
  [0xe0020, 0xe0020],
];

/** The text without blanks around it, in a time that grows with the text, whatever runs of blanks it holds. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(characterAt(text, start))) start += characterAt(text, start).length;
  while (end > start && isBlank(characterBefore(text, end))) end -= characterBefore(text, end).length;
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return /\s/.test(character) || INVISIBLE.some(([first, last]) => point >= first && point <= last);
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function characterBefore(text: string, end: number): string {
  const pair = end > 1 ? characterAt(text, end - 2) : '';
  return pair.length === 2 ? pair : text.charAt(end - 1);
}
