import { nearestName } from '../nearest-name.js';
import type { ConditionTest, ConditionTestInput } from './condition.js';
import { below, fault, quoted, type FaultCollector } from './fault-collector.js';
import { parseField } from './parse-field.js';
import { parseComparison } from './parse-comparison.js';
import {
  comparesTexts,
  isOperator,
  operatorByOtherName,
  OPERATOR_NAMES,
  type ConditionOperator,
} from './operators.js';

type Input = Readonly<Record<string, unknown>>;

/** Reads a test. `meant`: keys that it seems to have under a mistyped name, which are not missing then. */
export function parseTest(
  input: Input,
  meant: ReadonlySet<string>,
  pointer: string,
  collector: FaultCollector,
): ConditionTest | null {
  const operator = parseOperator(input['op'], meant, below(pointer, 'op'), collector);
  const field =
    meant.has('field') && input['field'] === undefined
      ? null
      : parseField(input['field'], operator, below(pointer, 'field'), collector);
  const caseSensitive = parseCase(
    input['caseSensitive'],
    operator,
    below(pointer, 'caseSensitive'),
    collector,
  );
  if (operator === null || (meant.has('value') && input['value'] === undefined)) return null;
  const comparison = parseComparison(operator, {
    field,
    value: input['value'],
    caseSensitive,
    pointer: below(pointer, 'value'),
    collector,
  });
  if (field === null || comparison === null) return null;
  return Object.freeze({
    kind: 'test',
    field,
    comparison: Object.freeze(comparison),
    source: sourceOf(input, operator),
  });
}

function parseOperator(
  value: unknown,
  meant: ReadonlySet<string>,
  pointer: string,
  collector: FaultCollector,
): ConditionOperator | null {
  if (value === undefined)
    return meant.has('op') ? null : fault(collector, pointer, 'is required: an operator such as "eq"');
  if (typeof value !== 'string')
    return fault(collector, pointer, 'must be the name of an operator, such as "eq"');
  if (isOperator(value)) return value;
  const name = value.slice(0, 50);
  const near = operatorByOtherName(name) ?? nearestName(name.toLowerCase(), OPERATOR_NAMES);
  const hint = near === null ? `use one of ${OPERATOR_NAMES.join(', ')}` : `did you mean "${near}"?`;
  return fault(collector, pointer, `${quoted(value)} is not an operator: ${hint}`);
}

function parseCase(
  value: unknown,
  operator: ConditionOperator | null,
  pointer: string,
  collector: FaultCollector,
): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'boolean') fault(collector, pointer, 'must be true or false');
  else if (value && operator !== null && !comparesTexts(operator))
    fault(collector, pointer, `has no meaning for "${operator}": remove it`);
  return value === true;
}

/** The test as it was written, independent of the input. The comparison was read: nothing in it is large. */
function sourceOf(input: Input, op: string): ConditionTestInput {
  const { field, value, caseSensitive } = input;
  return Object.freeze({
    field: String(field),
    op,
    ...(value === undefined ? {} : { value: frozenCopy(value) }),
    ...(typeof caseSensitive === 'boolean' ? { caseSensitive } : {}),
  });
}

function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  if (typeof value !== 'object' || value === null) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, frozenCopy(member)])),
  );
}
