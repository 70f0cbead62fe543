import type { ConditionInput } from '../condition/condition.js';

/** Builds conditions as JSON. */
export function test(field: string, op: string, value?: unknown): ConditionInput {
  return value === undefined ? { field, op } : { field, op, value };
}

/** All of them; null: nothing is asked. */
export function allOf(parts: readonly (ConditionInput | null)[]): ConditionInput | null {
  const asked = parts.filter((part) => part !== null);
  const [first] = asked;
  if (first === undefined) return null;
  return asked.length === 1 ? first : { all: asked };
}

/** One of them; there is at least one. */
export function anyOf(parts: readonly [ConditionInput, ...ConditionInput[]]): ConditionInput {
  return parts.length === 1 ? parts[0] : { any: parts };
}

/** True where the other is false, also where there is no value. */
export function not(part: ConditionInput): ConditionInput {
  return 'not' in part ? part.not : { not: part };
}

/** Equal to one of the values. */
export function isOneOf(field: string, values: readonly string[]): ConditionInput {
  return values.length === 1 ? test(field, 'eq', values[0]) : test(field, 'in', values);
}

/** The event's type is one of these. */
export function typeIs(...types: readonly string[]): ConditionInput {
  return isOneOf('type', types);
}

/** There is no value, or an empty one. */
export function isMissing(field: string): ConditionInput {
  return test(field, 'empty', true);
}

/** One of the fields contains one of the texts. */
export function containsAny(fields: readonly string[], texts: readonly string[]): ConditionInput {
  const tests = fields.flatMap((field) => texts.map((text) => test(field, 'contains', text)));
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { any: tests };
}
