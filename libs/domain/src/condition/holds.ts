import { subtractDuration } from '../iso-duration.js';
import { changeHolds } from './change-holds.js';
import type {
  Comparison,
  Condition,
  ConditionField,
  EqualComparison,
  TextComparison,
  TextPattern,
} from './condition.js';
import type { EventReader } from './event-reader.js';
import { orderOf } from './ordering.js';
import { foldText, type Scalar } from './value-key.js';

/** A field's texts are looked through by regular expressions up to this many characters together: linear time has its price too. */
export const MATCHED_TEXT_CHARACTERS_MAX = 100_000;

/** A helpdesk's clock may be ahead of the broker's by this much: what has just happened there is not in the future. */
const CLOCK_SKEW_MS_MAX = 60_000;

/** Whether an event satisfies a condition. Comparing a missing value is false, never an error. */
export function holds(condition: Condition, reader: EventReader): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => holds(part, reader));
    case 'any':
      return condition.of.some((part) => holds(part, reader));
    case 'not':
      return !holds(condition.of, reader);
    case 'test':
      return testHolds(condition.comparison, condition.field, reader);
    default:
      return condition satisfies never;
  }
}

function testHolds(comparison: Comparison, field: ConditionField, reader: EventReader): boolean {
  switch (comparison.kind) {
    case 'equal':
      return equals(comparison, reader.keys(field), () => reader.scalars(field));
    case 'text':
      return textHolds(comparison, field, reader);
    case 'matches':
      return matchHolds(comparison.pattern, reader.scalars(field));
    case 'exists':
      return reader.values(field).length > 0 === comparison.expected;
    case 'empty':
      return reader.values(field).every(isBlank) === comparison.expected;
    case 'changed':
    case 'changed-by':
    case 'moved':
      return changeHolds(comparison, field, reader);
    case 'order':
    case 'between':
    case 'instant':
    case 'age':
    case 'business-hours':
      return placeHolds(comparison, field, reader);
    default:
      return comparison satisfies never;
  }
}

/** Comparisons of numbers and instants: any value that is on the scale and where it should be. */
function placeHolds(
  comparison: Extract<Comparison, { kind: 'order' | 'between' | 'instant' | 'age' | 'business-hours' }>,
  field: ConditionField,
  reader: EventReader,
): boolean {
  const values = reader.scalars(field);
  const { now } = reader.context;
  switch (comparison.kind) {
    case 'order': {
      const { operator, bound } = comparison;
      return somePlace(values, bound.kind, (place) => ORDERS[operator](place, bound.value));
    }
    case 'between': {
      const { low, high } = comparison;
      return somePlace(values, low.kind, (place) => place >= low.value && place <= high.value);
    }
    case 'instant': {
      const { operator, at } = comparison;
      return somePlace(values, 'instant', (place) => (operator === 'before' ? place < at : place > at));
    }
    case 'age': {
      const since = subtractDuration(now, comparison.duration);
      return somePlace(values, 'instant', (place) =>
        comparison.operator === 'within_last'
          ? place >= since && place <= now + CLOCK_SKEW_MS_MAX
          : place < since,
      );
    }
    case 'business-hours': {
      const hours = reader.context.workingTime(comparison.calendar);
      return hours !== null && somePlace(values, 'instant', (place) => hours.isOpen(place));
    }
    default:
      return comparison satisfies never;
  }
}

const ORDERS = {
  lt: (place: number, bound: number) => place < bound,
  lte: (place: number, bound: number) => place <= bound,
  gt: (place: number, bound: number) => place > bound,
  gte: (place: number, bound: number) => place >= bound,
} as const;

function somePlace(
  values: readonly Scalar[],
  scale: 'number' | 'instant',
  test: (place: number) => boolean,
): boolean {
  return values.some((value) => {
    const place = orderOf(value, scale);
    return place !== null && test(place);
  });
}

function matchHolds(pattern: TextPattern, values: readonly Scalar[]): boolean {
  let room = MATCHED_TEXT_CHARACTERS_MAX;
  return values.some((value) => {
    if (room === 0) return false;
    const text = String(value).slice(0, room);
    room -= text.length;
    return pattern.test(text);
  });
}

function equals(
  { negated, keys, exact }: EqualComparison,
  found: readonly string[],
  scalars: () => readonly Scalar[],
): boolean {
  if (found.length === 0) return false;
  const equal =
    exact === null ? found.some((key) => keys.has(key)) : scalars().some((value) => exact.has(String(value)));
  return equal !== negated;
}

function textHolds(comparison: TextComparison, field: ConditionField, reader: EventReader): boolean {
  const texts = textsOf(comparison, field, reader);
  if (texts.length === 0) return false;
  return texts.some((whole) => textFits(comparison, whole)) !== comparison.negated;
}

/** The keys are the folded texts, which the reader remembers; those of instants are not. */
function textsOf(
  { caseSensitive }: TextComparison,
  field: ConditionField,
  reader: EventReader,
): readonly string[] {
  if (caseSensitive) return reader.scalars(field).map(String);
  return field.type === 'instant'
    ? reader.scalars(field).map((value) => foldText(String(value)))
    : reader.keys(field);
}

function textFits({ operator, text }: TextComparison, whole: string): boolean {
  switch (operator) {
    case 'contains':
      return whole.includes(text);
    case 'starts_with':
      return whole.startsWith(text);
    case 'ends_with':
      return whole.endsWith(text);
    default:
      return operator satisfies never;
  }
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}
