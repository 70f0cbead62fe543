import type { ConditionContext, ConditionEvent } from './condition-event.js';
import type { ConditionField } from './condition.js';
import type { FieldChange } from './change-sides.js';
import { EntryLists } from './entry-list.js';
import { fieldValues, type FieldValues } from './field-values.js';
import { parseInstant } from './instant.js';
import { changeOfField, eventChanges, type EventChanges } from './stated-changes.js';
import { comparableValues, isScalar, valueKey, type Scalar } from './value-key.js';

/** Reads an event for conditions, each field once however many conditions ask for it. */
export interface EventReader {
  readonly event: ConditionEvent;
  readonly context: ConditionContext;
  /** What the event holds there, without null; the elements of every list on the way and at the end. */
  values(field: ConditionField): readonly unknown[];
  /** Whether the path led through a list. */
  isList(field: ConditionField): boolean;
  /** What is compared: the scalar values; an object stands for its id, slug, name and email. */
  scalars(field: ConditionField): readonly Scalar[];
  /** Distinct keys of what is compared: an equality that is not negated holds only if one of its keys is among them. */
  keys(field: ConditionField): readonly string[];
  /** What the event says that changed. */
  readonly changes: EventChanges;
  /** The change of that field; null: nothing says that it changed. */
  change(field: ConditionField): FieldChange | null;
}

/** A reader of one event, for one evaluation or for many subscriptions' evaluations of it. */
export function eventReader(event: ConditionEvent, context: ConditionContext): EventReader {
  return new MemoReader(event, context);
}

/** The key of a value of a field: instants are the same however they are spelt. Null: a field that is not known. */
export function fieldKey(field: ConditionField | null, value: unknown): string | null {
  const instant = field?.type === 'instant' && typeof value === 'string' ? parseInstant(value) : null;
  return instant === null ? valueKey(value) : `@${instant}`;
}

class MemoReader implements EventReader {
  private readonly readings = new Map<string, FieldReading>();
  private readonly lists = new EntryLists();
  private readonly changeOf = new Map<string, FieldChange | null>();
  private changesFound: EventChanges | null = null;

  constructor(
    readonly event: ConditionEvent,
    readonly context: ConditionContext,
  ) {}

  values(field: ConditionField): readonly unknown[] {
    return this.reading(field).found.values;
  }

  isList(field: ConditionField): boolean {
    return this.reading(field).found.list;
  }

  scalars(field: ConditionField): readonly Scalar[] {
    return this.reading(field).scalars;
  }

  keys(field: ConditionField): readonly string[] {
    return this.reading(field).keys;
  }

  get changes(): EventChanges {
    this.changesFound ??= eventChanges(this.event);
    return this.changesFound;
  }

  change(field: ConditionField): FieldChange | null {
    const known = this.changeOf.get(field.name);
    if (known !== undefined) return known;
    const change = changeOfField(this.changes, field.changed);
    this.changeOf.set(field.name, change);
    return change;
  }

  private reading(field: ConditionField): FieldReading {
    const known = this.readings.get(field.name);
    if (known !== undefined) return known;
    const reading = new FieldReading(field, fieldValues(this.event, field, this.context.now, this.lists));
    this.readings.set(field.name, reading);
    return reading;
  }
}

/** What an event holds at a field, in each form once it is asked for. */
class FieldReading {
  private comparable: readonly Scalar[] | null = null;
  private distinct: readonly string[] | null = null;

  constructor(
    private readonly field: ConditionField,
    readonly found: FieldValues,
  ) {}

  get scalars(): readonly Scalar[] {
    const { values } = this.found;
    this.comparable ??= values.every(isScalar) ? values : values.flatMap(comparableValues);
    return this.comparable;
  }

  get keys(): readonly string[] {
    this.distinct ??= distinct(this.scalars.map((value) => fieldKey(this.field, value)));
    return this.distinct;
  }
}

function distinct(keys: readonly (string | null)[]): readonly string[] {
  const known = keys.filter((key) => key !== null);
  return known.length < 2 ? known : [...new Set(known)];
}
