import { parseIsoDuration } from '../iso-duration.js';
import type { ChangeComparison, Comparison, EqualComparison } from './condition.js';
import { fieldKey } from './event-reader.js';
import { below, fault, quoted } from './fault-collector.js';
import {
  INSTANT_EXPECTED,
  listOperand,
  mayBeInstant,
  orderOperand,
  scalarOperand,
  textOperand,
  type Operand,
} from './operand.js';
import type { ConditionOperator } from './operators.js';
import { instantOf } from './ordering.js';
import { compilePattern, PATTERN_STEPS_MAX } from './text-pattern.js';
import { foldText, isJsonObject, type Scalar } from './value-key.js';

type Reader = (operand: Operand) => Comparison | null;

const TOO_MANY_STEPS = `the regular expressions of the condition take more than ${PATTERN_STEPS_MAX} steps for each character together: use "contains" where it will do, or several subscriptions`;
const DURATION_EXPECTED = 'must be an ISO 8601 duration such as "PT2H", "P3D" or "P1M"';

const equal =
  (negated: boolean): Reader =>
  (operand) => {
    const value = scalarOperand(operand);
    return value === null ? null : equality(operand, [value], negated);
  };
const among =
  (negated: boolean): Reader =>
  (operand) => {
    const values = listOperand(operand);
    return values === null ? null : equality(operand, values, negated);
  };
const order =
  (operator: 'lt' | 'lte' | 'gt' | 'gte'): Reader =>
  (operand) => {
    const bound = orderOperand(operand);
    return bound === null ? null : { kind: 'order', operator, bound };
  };
const textual =
  (operator: 'contains' | 'starts_with' | 'ends_with', negated = false): Reader =>
  (operand) => {
    const text = textOperand(operand, 'must be a text to look for');
    if (text === null) return null;
    const { caseSensitive } = operand;
    return { kind: 'text', operator, negated, text: caseSensitive ? text : foldText(text), caseSensitive };
  };
const present =
  (kind: 'exists' | 'empty'): Reader =>
  ({ value, pointer, collector }) => {
    if (value === undefined || typeof value === 'boolean') return { kind, expected: value ?? true };
    return fault(collector, pointer, 'must be true or false; without a value it is true');
  };
const moved =
  (direction: 'increased' | 'decreased'): Reader =>
  (operand) =>
    takesNothing(operand) ? { kind: 'moved', direction } : null;
const instant =
  (operator: 'before' | 'after'): Reader =>
  (operand) => {
    const { value, pointer, collector } = operand;
    const at = instantOf(value);
    if (at === null) return fault(collector, pointer, INSTANT_EXPECTED);
    return mayBeInstant(operand) ? { kind: 'instant', operator, at } : null;
  };
const age =
  (operator: 'within_last' | 'older_than'): Reader =>
  (operand) => {
    const { value, pointer, collector } = operand;
    const duration = typeof value === 'string' ? parseIsoDuration(value) : null;
    if (duration === null) return fault(collector, pointer, DURATION_EXPECTED);
    return mayBeInstant(operand) ? { kind: 'age', operator, duration: Object.freeze(duration) } : null;
  };

const READERS: Readonly<Record<ConditionOperator, Reader>> = {
  eq: equal(false),
  ne: equal(true),
  in: among(false),
  nin: among(true),
  lt: order('lt'),
  lte: order('lte'),
  gt: order('gt'),
  gte: order('gte'),
  between,
  contains: textual('contains'),
  ncontains: textual('contains', true),
  starts_with: textual('starts_with'),
  ends_with: textual('ends_with'),
  matches,
  exists: present('exists'),
  empty: present('empty'),
  changed,
  not_changed: (operand) => (takesNothing(operand) ? changeComparison(null, null, true) : null),
  changed_from: (operand) => oneSided(operand, (side) => changeComparison(side, null)),
  changed_to: (operand) => oneSided(operand, (side) => changeComparison(null, side)),
  changed_by: (operand) => oneSided(operand, ({ keys }) => ({ kind: 'changed-by', keys })),
  increased: moved('increased'),
  decreased: moved('decreased'),
  before: instant('before'),
  after: instant('after'),
  within_last: age('within_last'),
  older_than: age('older_than'),
  in_business_hours: businessHours,
};

/** Reads an operator's operand; null where it is wrong, which is noted then. */
export function parseComparison(operator: ConditionOperator, operand: Operand): Comparison | null {
  return READERS[operator](operand);
}

function between(operand: Operand): Comparison | null {
  const { value, pointer, collector } = operand;
  if (!Array.isArray(value) || value.length !== 2)
    return fault(collector, pointer, 'must be a list of two, [low, high]: numbers or instants');
  const [low, high] = value.map((bound: unknown, at) =>
    orderOperand({ ...operand, value: bound, pointer: below(pointer, at) }),
  );
  if (!low || !high) return null;
  if (low.kind !== high.kind)
    return fault(collector, pointer, 'must hold two numbers or two instants, not one of each');
  if (low.value > high.value)
    return fault(collector, pointer, 'must not begin above its end: write [low, high]');
  return { kind: 'between', low, high };
}

function matches(operand: Operand): Comparison | null {
  const source = textOperand(operand, 'must be a regular expression as a text');
  if (source === null) return null;
  const { collector, pointer } = operand;
  const compiled = compilePattern(source, operand.caseSensitive);
  if (!compiled.ok) return fault(collector, pointer, compiled.detail);
  collector.patternSteps += compiled.steps;
  if (collector.patternSteps > PATTERN_STEPS_MAX) return fault(collector, pointer, TOO_MANY_STEPS);
  return { kind: 'matches', pattern: compiled.pattern };
}

function businessHours(operand: Operand): Comparison | null {
  const calendar = textOperand(operand, 'must be the id of a calendar');
  return calendar !== null && mayBeInstant(operand) ? { kind: 'business-hours', calendar } : null;
}

/** `changed` alone, or with what it was and is. */
function changed(operand: Operand): Comparison | null {
  const { value, pointer, collector } = operand;
  if (value === undefined || value === true) return changeComparison(null, null);
  const expected = 'must be {"from":…,"to":…} with one or both of them, or be left away';
  if (!isJsonObject(value)) return fault(collector, pointer, expected);
  const stray = Object.keys(value).filter((key) => key !== 'from' && key !== 'to');
  for (const key of stray) fault(collector, below(pointer, key), `${quoted(key)} is neither "from" nor "to"`);
  const sides = (['from', 'to'] as const).map((name) =>
    Object.hasOwn(value, name)
      ? changeSide({ ...operand, value: value[name], pointer: below(pointer, name) })
      : undefined,
  );
  if (stray.length > 0 || sides.includes(null)) return null;
  const [from, to] = sides;
  if (!from && !to) return fault(collector, pointer, expected);
  return changeComparison(from ?? null, to ?? null);
}

function changeComparison(
  from: EqualComparison | null,
  to: EqualComparison | null,
  negated = false,
): ChangeComparison {
  return { kind: 'changed', negated, from, to };
}

function oneSided(operand: Operand, make: (side: EqualComparison) => Comparison): Comparison | null {
  const side = changeSide(operand);
  return side === null ? null : make(side);
}

/** Any of these values; null stands for "nothing", as the empty text does. Changes state ids and names of anything. */
function changeSide(stated: Operand): EqualComparison | null {
  const operand = { ...stated, field: null };
  const { value, caseSensitive } = operand;
  const values = Array.isArray(value)
    ? listOperand({ ...operand, value: value.map((element: unknown) => element ?? '') })
    : [scalarOperand({ ...operand, value: value === null ? '' : value })].filter((one) => one !== null);
  if (values === null || values.length === 0) return null;
  const exact = caseSensitive ? new Set(values.map(String)) : null;
  return Object.freeze({
    kind: 'equal',
    negated: false,
    keys: new Set(values.map((one) => foldText(String(one)))),
    exact,
  });
}

function equality(operand: Operand, values: readonly Scalar[], negated: boolean): EqualComparison {
  const { field, caseSensitive } = operand;
  const keys = values.map((value) => fieldKey(field, value)).filter((key) => key !== null);
  const exact = caseSensitive && field?.type !== 'instant' ? new Set(values.map(String)) : null;
  return { kind: 'equal', negated, keys: new Set(keys), exact };
}

function takesNothing({ value, pointer, collector }: Operand): boolean {
  if (value === undefined) return true;
  fault(collector, pointer, 'must be left away: the operator takes no value');
  return false;
}
