import { sameJson } from '../derivation/json-object.js';
import type { ChangeCandidate } from './condition.js';
import {
  comparableValues,
  elementsOf,
  isJsonObject,
  isScalar,
  memberOf,
  valueKey,
  type Scalar,
} from './value-key.js';

/** One side of a change: what the field was, or is. */
export interface ChangeSide {
  /** What is compared; a side that is stated to be nothing has the empty text; empty: the event does not say. */
  readonly values: readonly Scalar[];
  /** Keys of the values. */
  readonly keys: readonly string[];
  /** What may stand higher or lower than the other side; ids do not, lists do not. */
  readonly ordered: readonly Scalar[];
}

/** A change of a field. */
export interface FieldChange {
  readonly from: ChangeSide;
  readonly to: ChangeSide;
  /** Whether lists are compared: then "to x" means that x came in, "from x" that it went. */
  readonly list: boolean;
  /** As the event states it, for explanations. */
  readonly stated: readonly unknown[];
}

type SideName = 'old' | 'new';
/** What follows `old` or `new` in the member of a change that states a part of it. */
const MEMBER_OF_PART: ReadonlyMap<string, string> = new Map([
  ['id', '_id'],
  ['name', '_label'],
  ['label', '_label'],
  ['base', '_base'],
  ['slug', '_slug'],
]);
/** Behind `old` and `new`: what else a thing or person is called. */
const OTHER_NAMES = ['_label', '_slug', '_email'] as const;
const NOTHING = '';

/** The change that some entries of `changes[]` state; null where they state that both sides are the same. */
export function changeOf(entries: readonly unknown[], part: ChangeCandidate['part']): FieldChange | null {
  const real = entries.filter((entry) => !statesNoChange(entry, part));
  if (real.length === 0) return null;
  return {
    from: side(real, part, 'old'),
    to: side(real, part, 'new'),
    list: real.some(
      (entry) => Array.isArray(memberOf(entry, 'old')) || Array.isArray(memberOf(entry, 'new')),
    ),
    stated: real,
  };
}

/** An entry that lists a field without a change of it: its values are stated and the same, or its labels where it has none. */
function statesNoChange(entry: unknown, part: readonly string[]): boolean {
  const pairs =
    part.length > 0
      ? [[partPair(entry, part)]]
      : [['', '_id'], ['_label'], ['_base']].map((suffixes) => statedPairs(entry, suffixes));
  const telling = pairs.find(({ length }) => length > 0) ?? [];
  return telling.length > 0 && telling.every(([before, after]) => sameJson(before, after));
}

function partPair(entry: unknown, part: readonly string[]): readonly [unknown, unknown] {
  const [before, after] = [statedSide(entry, part, 'old'), statedSide(entry, part, 'new')];
  return before.length === 0 ? [null, undefined] : [before, after];
}

function statedPairs(entry: unknown, suffixes: readonly string[]): (readonly [unknown, unknown])[] {
  return suffixes
    .map((suffix) => [memberOf(entry, `old${suffix}`), memberOf(entry, `new${suffix}`)] as const)
    .filter(([before, after]) => before !== undefined || after !== undefined);
}

function side(entries: readonly unknown[], part: readonly string[], name: SideName): ChangeSide {
  const values = entries.flatMap((entry): readonly Scalar[] => {
    const stated = statedSide(entry, part, name);
    const comparable = stated.flatMap(comparableValues);
    return comparable.length === 0 && stated.length > 0 && stated.every(isNothing) ? [NOTHING] : comparable;
  });
  const keys = [...new Set(values.map(valueKey).filter((key) => key !== null))];
  const [only, ...others] = entries;
  return { values, keys, ordered: others.length > 0 ? [] : orderedSide(only, part, name) };
}

function orderedSide(entry: unknown, part: readonly string[], name: SideName): readonly Scalar[] {
  const value = memberOf(entry, name);
  if (Array.isArray(value)) return [];
  if (part.length > 0) return statedSide(entry, part, name).filter(isScalar);
  const names = [value, memberOf(value, 'slug'), memberOf(value, 'name'), memberOf(entry, `${name}_label`)];
  return names.filter(isScalar);
}

/** What an entry says of one side: the part that is asked for, else everything that names it. */
function statedSide(entry: unknown, part: readonly string[], name: SideName): readonly unknown[] {
  const others = OTHER_NAMES.map((member) => memberOf(entry, `${name}${member}`));
  const whole = [memberOf(entry, name), idOf(entry, name), ...others].filter((value) => value !== undefined);
  const [first] = part;
  if (first === undefined) return whole;
  const inside = insideOf(memberOf(entry, name), part);
  if (inside.length > 0) return inside;
  const member = part.length === 1 ? MEMBER_OF_PART.get(first) : undefined;
  const stated = member === undefined ? undefined : statedPart(entry, name, member);
  if (first === 'base') return stated === undefined ? [] : [stated];
  return stated === undefined || stated === null || isJsonObject(stated) ? whole : [stated];
}

function statedPart(entry: unknown, name: SideName, member: string): unknown {
  const stated = memberOf(entry, `${name}${member}`);
  return stated === undefined && member === '_slug' ? memberOf(entry, name) : stated;
}

/** Nobody and nothing have the id 0 in some helpdesks. */
function idOf(entry: unknown, name: SideName): unknown {
  const id = memberOf(entry, `${name}_id`);
  return id === 0 ? null : id;
}

/** The part of things that are objects. */
function insideOf(value: unknown, part: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return elementsOf(value).flatMap((element) => insideOf(element, part));
  const [name, ...rest] = part;
  if (name === undefined) return value === undefined || value === null ? [] : [value];
  return isJsonObject(value) ? insideOf(memberOf(value, name), rest) : [];
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && elementsOf(value).every((element) => element === null));
}
