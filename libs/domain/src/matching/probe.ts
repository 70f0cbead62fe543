import type { ConditionField } from '../condition/condition.js';
import type { EventReader } from '../condition/event-reader.js';
import { orderOf } from '../condition/ordering.js';
import { foldText } from '../condition/value-key.js';
import { CHANGED } from './access-path.js';
import { aspectName, type Aspect, type AspectKey } from './aspect.js';
import { hintOf, NO_HINT } from './hint.js';
import type { ProbeGroup } from './probe-group.js';
import { selectorsOf } from './indexed-subscription.js';
import { addFingerprints, fingerprint, type Wanted } from './text-fingerprint.js';

/** An aspect that an index looks at. */
export class Probe {
  /** Steps of stored paths that need it. */
  uses = 0;
  /** Whether the event that is being matched can have keys here. */
  present = false;
  /** Its keys in that event; null: not looked up yet. */
  keys: readonly AspectKey[] | null = null;
  /** Whether a key is had or not. Bounds are reached. */
  readonly hinted: boolean;
  /** How often each key is used; only where an event has many keys, of which few are used. */
  readonly usesOfKey: Map<AspectKey, number> | null;
  private readonly seed: number;

  constructor(
    readonly aspect: Aspect,
    /** Where events say at once whether they can have it; null: in none. */
    readonly group: ProbeGroup | null,
  ) {
    const { kind } = aspect;
    this.hinted = kind !== 'at-least' && kind !== 'at-most';
    this.usesOfKey = kind === 'text' && aspect.part === 'any' ? new Map() : null;
    this.seed = hintOf(0, aspectName(aspect));
  }

  /** Counts a step more or less. */
  use(key: AspectKey, change: 1 | -1): void {
    this.uses += change;
    if (this.usesOfKey === null) return;
    const uses = (this.usesOfKey.get(key) ?? 0) + change;
    if (uses === 0) this.usesOfKey.delete(key);
    else this.usesOfKey.set(key, uses);
  }

  /** What an event that has the key is recognized by. */
  hint(key: AspectKey): number {
    return this.hinted ? hintOf(this.seed, key) : NO_HINT;
  }
}

export const NO_KEYS: readonly never[] = [];
const CHANGED_KEYS: readonly AspectKey[] = [CHANGED];

/** An event as it is looked at: by its type and what it holds. */
export interface Sight {
  readonly type: string;
  readonly reader: EventReader;
}

/** The keys that an event has there. */
export function keysOf({ aspect, usesOfKey }: Probe, { type, reader }: Sight): readonly AspectKey[] {
  if (aspect.kind === 'selector') return selectorsOf(type);
  const { field } = aspect;
  switch (aspect.kind) {
    case 'equal':
      return reader.keys(field);
    case 'changed':
      return reader.change(field) === null ? NO_KEYS : CHANGED_KEYS;
    case 'changed-to':
      return reader.change(field)?.to.keys ?? NO_KEYS;
    case 'changed-from':
      return reader.change(field)?.from.keys ?? NO_KEYS;
    case 'text':
      return textKeys(foldedTexts(field, reader), aspect, usesOfKey);
    case 'at-least':
      return extreme(places(field, aspect.unit, reader), Math.max);
    case 'at-most':
      return extreme(places(field, aspect.unit, reader), Math.min);
    default:
      return aspect satisfies never;
  }
}

/** The keys of an instant are not its text. */
function foldedTexts(field: ConditionField, reader: EventReader): readonly string[] {
  if (field.type !== 'instant') return reader.keys(field);
  return reader.scalars(field).map((value) => foldText(String(value)));
}

function textKeys(
  texts: readonly string[],
  { part, length }: Extract<Aspect, { kind: 'text' }>,
  wanted: Wanted | null,
): readonly number[] {
  const found = new Set<number>();
  for (const text of texts) {
    if (text.length < length) continue;
    if (wanted !== null) addFingerprints(text, length, wanted, found);
    else found.add(fingerprint(text, part === 'start' ? 0 : text.length - length, length));
  }
  return found.size === 0 ? NO_KEYS : [...found];
}

function places(field: ConditionField, unit: 'number' | 'instant', reader: EventReader): number[] {
  return reader
    .scalars(field)
    .map((value) => orderOf(value, unit))
    .filter((place) => place !== null);
}

function extreme(values: readonly number[], pick: (a: number, b: number) => number): readonly number[] {
  return values.length === 0 ? NO_KEYS : [values.reduce((a, b) => pick(a, b))];
}
