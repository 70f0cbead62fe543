import type { OrderBound } from './condition.js';
import { parseInstant } from './instant.js';
import { foldText, type Scalar } from './value-key.js';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const LONGEST_NUMBER = 100;
/** Some helpdesks number their priorities: "3 high". */
const NUMBERING = /^\d+[\s.:-]+/;
const RANKS: ReadonlyMap<string, number> = new Map([
  ...(['lowest', 'trivial'] as const).map((name) => [name, 0] as const),
  ...(['low', 'minor'] as const).map((name) => [name, 1] as const),
  ...(['normal', 'medium'] as const).map((name) => [name, 2] as const),
  ...(['high', 'major'] as const).map((name) => [name, 3] as const),
  ...(['urgent', 'critical', 'immediate', 'emergency', 'highest'] as const).map((name) => [name, 4] as const),
]);

/** A value as a number: a number, or a text that is one. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER) return null;
  const text = value.trim();
  if (!NUMBER.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** A value as epoch milliseconds: a text that is an instant or a date. */
export function instantOf(value: unknown): number | null {
  return typeof value === 'string' ? parseInstant(value) : null;
}

/** Where a value stands on the scale of a bound; null where it is not on it. */
export function orderOf(value: unknown, scale: OrderBound['kind']): number | null {
  return scale === 'number' ? numberOf(value) : instantOf(value);
}

/** Less than 0, 0, more than 0 as a value moved down, nowhere, up; null where there is no order between the two. */
export function movement(from: readonly Scalar[], to: readonly Scalar[], ranked: boolean): number | null {
  const scales = [...(ranked ? [rankOf] : []), numberOf, instantOf];
  for (const scale of scales) {
    const before = firstOn(scale, from);
    const after = firstOn(scale, to);
    if (before !== null && after !== null) return after - before;
  }
  return null;
}

function firstOn(scale: (value: unknown) => number | null, values: readonly Scalar[]): number | null {
  for (const value of values) {
    const place = scale(value);
    if (place !== null) return place;
  }
  return null;
}

function rankOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  return RANKS.get(foldText(value.trim()).replace(NUMBERING, '')) ?? null;
}
