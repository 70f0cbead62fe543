import type { ConditionField } from '../condition/condition.js';
import type { EventReader } from '../condition/event-reader.js';
import { orderOf } from '../condition/ordering.js';
import { foldText } from '../condition/value-key.js';
import { CHANGED } from './access-path.js';
import type { Aspect, AspectKey } from './aspect.js';
import type { ProbeGroup } from './probe-group.js';
import { fingerprint, fingerprints } from './text-fingerprint.js';

/** An aspect that an index looks at. */
export class Probe {
  /** Steps of stored paths that need it. */
  uses = 0;
  /** Its keys in the event that is being matched; null: not looked up yet. */
  keys: readonly AspectKey[] | null = null;

  constructor(
    readonly aspect: Aspect,
    /** Where events say at once whether they can have it; null: it is asked for. */
    readonly group: ProbeGroup | null,
  ) {}
}

export const NO_KEYS: readonly never[] = [];
const CHANGED_KEYS: readonly AspectKey[] = [CHANGED];

/** The keys that an event has in an aspect. */
export function keysOf(aspect: Aspect, reader: EventReader): readonly AspectKey[] {
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
      return textKeys(foldedTexts(field, reader), aspect.part, aspect.length);
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
  part: 'start' | 'end' | 'any',
  length: number,
): readonly number[] {
  const long = texts.filter((text) => text.length >= length);
  if (part === 'any') return long.flatMap((text) => fingerprints(text, length));
  return long.map((text) => fingerprint(text, part === 'start' ? 0 : text.length - length, length));
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
