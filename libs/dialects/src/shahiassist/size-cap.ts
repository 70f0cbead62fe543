import { objectOf, type JsonObject, type JsonValue } from '../json-value.js';
import { survivableText } from './survivable.js';

export type Encode = (value: JsonValue) => string;

export interface SizeLimit {
  readonly bytesMax: number;
  readonly reservedBytes: number;
}

export interface Capped {
  readonly content: JsonObject;
  readonly warnings: readonly string[];
}

/** A power of two. */
const PIECE_LENGTH_MAX = 2 ** 16;
const NAMES_SHOWN = 10;
const NAME_LENGTH_SHOWN = 50;

/**
 * A body whose encoding has at most so many bytes less those reserved for what is added to it: `data.content` is cut as
 * far as it must be; where that is not enough, the largest members of `data` are left out.
 */
export function capped(content: JsonObject, encode: Encode, limit: SizeLimit): Capped {
  const bytesMax = limit.bytesMax - limit.reservedBytes;
  if (bytesOf(content, encode) <= bytesMax) return { content, warnings: [] };
  const why = `the body has at most ${limit.bytesMax} bytes.`;
  const cut = withContentCut(content, encode, bytesMax, why);
  const excess = bytesOf(cut.content, encode) - bytesMax;
  if (excess <= 0) return cut;
  const { data, dropped } = withoutLargest(objectOf(cut.content['data']), encode, excess);
  return {
    content: { ...cut.content, data },
    warnings: [...cut.warnings, `${named(dropped)} left out: ${why}`],
  };
}

function withContentCut(content: JsonObject, encode: Encode, bytesMax: number, why: string): Capped {
  const data = objectOf(content['data']);
  const long = data['content'];
  if (typeof long !== 'string') return { content, warnings: [] };
  const withText = (text: string | null): JsonObject => ({ ...content, data: { ...data, content: text } });
  const budget = bytesMax - bytesOf(withText(''), encode) + bytesOf('', encode);
  const short = survivableText(longestPrefix(long, budget, encode));
  const characters = `from ${long.length} to ${short?.length ?? 0} characters`;
  return {
    content: withText(short),
    warnings: [`data.content was cut ${characters}: ${why}`],
  };
}

/**
 * The longest prefix of whole characters that is encoded in so many bytes. It is taken in pieces, large ones first: the
 * encoding of a text is that of its pieces, and each is encoded about once.
 */
function longestPrefix(text: string, bytesMax: number, encode: Encode): string {
  const quotes = bytesOf('', encode);
  let left = bytesMax - quotes;
  let end = 0;
  for (let length = PIECE_LENGTH_MAX; length >= 1; length /= 2) {
    for (let next = characterEnd(text, end + length); next > end; next = characterEnd(text, end + length)) {
      const bytes = bytesOf(text.slice(end, next), encode) - quotes;
      if (bytes > left) break;
      left -= bytes;
      end = next;
    }
  }
  return text.slice(0, end);
}

/** The index, or the one before it where it would split a surrogate pair. */
function characterEnd(text: string, index: number): number {
  if (index >= text.length) return text.length;
  return /[\ud800-\udbff]/.test(text.charAt(index - 1)) ? index - 1 : index;
}

function withoutLargest(data: JsonObject, encode: Encode, excess: number) {
  const frame = bytesOf({}, encode);
  const bySize = Object.entries(data)
    .map(([name, member]) => ({ name, bytes: bytesOf({ [name]: member }, encode) - frame }))
    .sort((a, b) => b.bytes - a.bytes);
  const dropped = new Set<string>();
  let saved = 0;
  for (const { name, bytes } of bySize) {
    if (saved >= excess) break;
    dropped.add(name);
    saved += bytes;
  }
  const kept = Object.entries(data).filter(([name]) => !dropped.has(name));
  return { data: kept.length === 0 ? null : Object.fromEntries(kept), dropped: [...dropped] };
}

function named(names: readonly string[]): string {
  const shown = names
    .slice(0, NAMES_SHOWN)
    .map((name) => `data.${name.slice(0, NAME_LENGTH_SHOWN).toWellFormed()}`);
  return names.length > NAMES_SHOWN
    ? `${shown.join(', ')} and ${names.length - NAMES_SHOWN} more were`
    : `${shown.join(', ')} was`;
}

function bytesOf(value: JsonValue, encode: Encode): number {
  return Buffer.byteLength(encode(value));
}
