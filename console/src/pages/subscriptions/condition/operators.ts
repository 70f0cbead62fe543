import type { CatalogueOperator, OperandKind } from './catalogue.js';
import { canChange, isRanked, type FieldKind } from './fields.js';
import type { JsonObject } from './tree.js';
import { converted, textOf } from './operand.js';

/** An operator as it is chosen: `exists` and `empty` are two each, with and without their `false`. */
export interface OperatorChoice {
  readonly key: string;
  readonly operator: string;
  readonly operand: OperandKind;
  readonly label: string;
  readonly description: string;
  readonly hasCase: boolean;
}

const LABELS: Readonly<Record<string, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  nin: 'is none of',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  between: 'is between',
  contains: 'contains',
  ncontains: 'does not contain',
  starts_with: 'begins with',
  ends_with: 'ends with',
  matches: 'matches (RE2)',
  exists: 'has a value',
  'exists:false': 'has no value',
  empty: 'is empty',
  'empty:false': 'is not empty',
  changed: 'changed',
  not_changed: 'did not change',
  changed_from: 'changed from',
  changed_to: 'changed to',
  changed_by: 'was changed by',
  increased: 'increased',
  decreased: 'decreased',
  before: 'is before',
  after: 'is after',
  within_last: 'is within the last',
  older_than: 'is longer ago than',
  in_business_hours: 'is in the hours of',
};

const EQUAL = ['eq', 'ne', 'in', 'nin'];
const TEXT = ['contains', 'ncontains', 'starts_with', 'ends_with', 'matches'];
const ORDER = ['lt', 'lte', 'gt', 'gte', 'between'];
const TIME = ['before', 'after', 'within_last', 'older_than', 'in_business_hours'];
const PRESENT = ['exists', 'exists:false', 'empty', 'empty:false'];
const CHANGE = ['changed', 'not_changed', 'changed_from', 'changed_to', 'changed_by'];
const MOVE = ['increased', 'decreased'];

/** Operators that make sense for what a field holds, the usual one first. */
const FITTING: Readonly<Record<FieldKind, readonly string[]>> = {
  text: [...EQUAL, ...TEXT, ...PRESENT],
  thing: [...EQUAL, ...TEXT, 'exists', 'exists:false'],
  list: [...EQUAL, ...TEXT, ...PRESENT],
  id: [...EQUAL, 'exists', 'exists:false'],
  number: [...EQUAL, ...ORDER, 'exists', 'exists:false'],
  flag: ['eq', 'exists', 'exists:false'],
  instant: [...TIME, 'between', 'exists', 'exists:false'],
  unknown: [...EQUAL, ...TEXT, ...ORDER, ...TIME, ...PRESENT],
};
const MOVING: ReadonlySet<FieldKind> = new Set(['number', 'instant', 'unknown']);

/** How an operator is chosen: its own name, with the `false` that turns it round. */
export function choiceKey(test: JsonObject): string {
  const op = textOf(test['op']);
  return (op === 'exists' || op === 'empty') && test['value'] === false ? `${op}:false` : op;
}

export const operatorLabel = (key: string): string => LABELS[key] ?? key;

/** The operators that fit a field; the one that a test has is always among them. */
export function choicesFor(
  operators: readonly CatalogueOperator[],
  field: string,
  kind: FieldKind,
  current: string,
): readonly OperatorChoice[] {
  const moves = MOVING.has(kind) || isRanked(field) ? MOVE : [];
  const keys = [...FITTING[kind], ...(canChange(field) || field === '' ? [...CHANGE, ...moves] : [])];
  return [...keys, ...(keys.includes(current) ? [] : [current])].map((key) => choiceOf(operators, key));
}

/** A choice by its key, also of an operator that the catalogue does not have. */
export function choiceOf(operators: readonly CatalogueOperator[], key: string): OperatorChoice {
  const [operator = ''] = key.split(':');
  const info = operators.find((one) => one.operator === operator);
  const isTurned = key.endsWith(':false');
  return {
    key,
    operator,
    operand: info?.operand ?? 'value',
    label: operatorLabel(key),
    description: isTurned ? '' : (info?.description ?? ''),
    hasCase: info?.caseSensitive ?? false,
  };
}

/** A test with another operator. Its value is carried over as far as the new one can take it. */
export function withOperator(test: JsonObject, from: OperatorChoice, to: OperatorChoice): JsonObject {
  const { value, caseSensitive, ...rest } = test;
  const next =
    to.operand === 'flag'
      ? to.key.endsWith(':false')
        ? false
        : undefined
      : converted(value, from.operand, to.operand);
  return {
    ...rest,
    op: to.operator,
    ...(next === undefined ? {} : { value: next }),
    ...(caseSensitive === undefined || !to.hasCase ? {} : { caseSensitive }),
  };
}

/** A test of another field: an operator that does not fit it gives way to the usual one. */
export function withField(
  test: JsonObject,
  field: string,
  kind: FieldKind,
  operators: readonly CatalogueOperator[],
): JsonObject {
  const key = choiceKey(test);
  const fitting = choicesFor(operators, field, kind, key);
  const isFitting = FITTING[kind].includes(key) || (canChange(field) && [...CHANGE, ...MOVE].includes(key));
  const [usual] = fitting;
  const moved = { ...test, field };
  const next =
    isFitting || usual === undefined || !isKnown(key)
      ? moved
      : withOperator(moved, choiceOf(operators, key), usual);
  return withFittingValue(next, kind);
}

const isKnown = (key: string): boolean => Object.hasOwn(LABELS, key) || key === '';

/** A flag is compared with true or false, and nothing else is by itself. */
function withFittingValue(test: JsonObject, kind: FieldKind): JsonObject {
  const { op, value } = test;
  if (op !== 'eq' && op !== 'ne') return test;
  if (kind === 'flag') return typeof value === 'boolean' ? test : { ...test, value: true };
  return typeof value === 'boolean' && kind !== 'unknown' ? { ...test, value: '' } : test;
}
