import type { ConditionInput } from '../../condition/condition.js';
import { anyOf, containsAny, isMissing, isOneOf, not, test } from '../imported-test.js';
import type { ZammadTest } from './zammad-condition.js';

/** ISO 8601 designators of the units of relative times. */
const UNITS: Readonly<Record<string, readonly [prefix: string, suffix: string]>> = {
  minute: ['PT', 'M'],
  hour: ['PT', 'H'],
  day: ['P', 'D'],
  week: ['P', 'W'],
  month: ['P', 'M'],
  year: ['P', 'Y'],
};
const PRE_CONDITION_ABOUT_USER = /^current_user\./;

/** A test of one field, as an operator of Zammad asks for it; null where there is no such here. `values` have our names. */
export function operatorTest(
  asked: ZammadTest,
  path: string,
  values: readonly string[],
): ConditionInput | null {
  const { operator, preCondition } = asked;
  if (PRE_CONDITION_ABOUT_USER.test(preCondition) && operator !== 'has changed') return null;
  switch (operator) {
    case 'is':
    case 'is any of':
      return preCondition === 'not_set' ? isMissing(path) : equal(path, values);
    case 'is not':
    case 'is none of':
      return not(preCondition === 'not_set' ? isMissing(path) : equal(path, values));
    case 'is set':
      return not(isMissing(path));
    case 'not set':
      return isMissing(path);
    case 'has changed':
    case 'just changed':
      return test(path, 'changed');
    default:
      return textTest(operator, path, values) ?? timeTest(asked, path);
  }
}

/** Equal to one of the values, of which the empty one means none at all. */
function equal(path: string, values: readonly string[]): ConditionInput {
  const stated = values.filter((value) => value !== '');
  if (stated.length === 0) return isMissing(path);
  const equals = isOneOf(path, stated);
  return stated.length === values.length ? equals : anyOf([equals, isMissing(path)]);
}

function textTest(operator: string, path: string, values: readonly string[]): ConditionInput | null {
  const texts = values.filter((value) => value !== '');
  const [first, ...others] = texts;
  if (first === undefined) return null;
  const each = (op: string) => anyOf([test(path, op, first), ...others.map((text) => test(path, op, text))]);
  switch (operator) {
    case 'contains':
      return containsAny([path], texts);
    case 'contains not':
      return not(containsAny([path], texts));
    case 'starts with':
    case 'starts with one of':
      return each('starts_with');
    case 'ends with':
    case 'ends with one of':
      return each('ends_with');
    case 'matches regex':
      return test(path, 'matches', first);
    case 'does not match regex':
      return not(test(path, 'matches', first));
    case 'contains one':
      return isOneOf(path, texts);
    case 'contains one not':
      return not(isOneOf(path, texts));
    case 'contains all':
      return allEqual(path, texts);
    case 'contains all not':
      return not(allEqual(path, texts));
    default:
      return null;
  }
}

/** Each of them is among the values. */
function allEqual(path: string, texts: readonly string[]): ConditionInput {
  const tests = texts.map((text) => test(path, 'eq', text));
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { all: tests };
}

/** Zammad counts what is `before (relative)` from now back: at least so long ago. */
function timeTest({ operator, values, range }: ZammadTest, path: string): ConditionInput | null {
  const [value = ''] = values;
  switch (operator) {
    case 'before (absolute)':
      return test(path, 'before', value);
    case 'after (absolute)':
      return test(path, 'after', value);
    case 'before (relative)':
      return relative(path, 'older_than', value, range);
    case 'within last (relative)':
      return relative(path, 'within_last', value, range);
    case 'from (relative)': {
      const older = relative(path, 'older_than', value, range);
      return older === null ? null : { all: [not(isMissing(path)), not(older)] };
    }
    default:
      return null;
  }
}

function relative(path: string, op: string, value: string, range: string): ConditionInput | null {
  const unit = UNITS[range];
  return unit === undefined || !/^\d{1,4}$/.test(value)
    ? null
    : test(path, op, `${unit[0]}${value}${unit[1]}`);
}
