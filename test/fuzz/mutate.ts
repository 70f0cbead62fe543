import type { Random } from '../chaos/random.js';
import { ODD_BYTES, ODD_VALUES } from './odd-values.js';

const CHANGES_MAX = 4;
const DEPTH_MAX = 300;

/** A copy of a JSON value in which a few places are not what they should be. */
export function mutatedValue(random: Random, value: unknown): unknown {
  let mutated = value;
  const changes = 1 + Math.floor(random.next() * CHANGES_MAX);
  for (let nth = 0; nth < changes; nth++) mutated = changedSomewhere(random, mutated);
  return mutated;
}

/** A copy of bytes with a few of them changed, gone, repeated or between others that do not belong there. */
export function mutatedBytes(random: Random, bytes: Buffer): Buffer {
  let mutated = bytes;
  const changes = 1 + Math.floor(random.next() * CHANGES_MAX);
  for (let nth = 0; nth < changes; nth++) mutated = changedBytes(random, mutated);
  return mutated;
}

export const oddValue = (random: Random): unknown =>
  ODD_VALUES[Math.floor(random.next() * ODD_VALUES.length)];

function changedSomewhere(random: Random, value: unknown): unknown {
  const isInner = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isInner || random.chance(0.15)) return changedHere(random, value);
  if (Array.isArray(value)) {
    const at = Math.floor(random.next() * value.length);
    return value.map((item: unknown, nth) => (nth === at ? changedSomewhere(random, item) : item));
  }
  const entries = Object.entries(value);
  const at = Math.floor(random.next() * entries.length);
  if (random.chance(0.1)) return Object.fromEntries(entries.filter((_, nth) => nth !== at));
  if (random.chance(0.1)) return { ...value, [String(oddValue(random))]: oddValue(random) };
  return Object.fromEntries(
    entries.map(([key, item], nth) => [key, nth === at ? changedSomewhere(random, item) : item]),
  );
}

function changedHere(random: Random, value: unknown): unknown {
  const kind = Math.floor(random.next() * 6);
  switch (kind) {
    case 0:
      return [value];
    case 1:
      return { value };
    case 2:
      return typeof value === 'string'
        ? value.slice(0, Math.floor(random.next() * value.length))
        : (JSON.stringify(value) ?? '');
    case 3:
      return nested(random, value);
    default:
      return oddValue(random);
  }
}

function nested(random: Random, value: unknown): unknown {
  const depth = Math.floor(random.next() * DEPTH_MAX);
  let outer = value;
  for (let nth = 0; nth < depth; nth++) outer = random.chance(0.5) ? [outer] : { all: [outer], a: 1 };
  return outer;
}

function changedBytes(random: Random, bytes: Buffer): Buffer {
  const at = Math.floor(random.next() * (bytes.length + 1));
  const length = Math.floor(random.next() * Math.min(64, bytes.length - at + 1));
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + length)];
  const odd = ODD_BYTES[Math.floor(random.next() * ODD_BYTES.length)] ?? Buffer.alloc(0);
  const kind = Math.floor(random.next() * 5);
  switch (kind) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, odd, bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    case 3:
      return before;
    default: {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random.next() * 8));
      return flipped;
    }
  }
}
