import { EVENT_TYPES, isEventType } from '../event-type.js';
import { nearestName } from '../nearest-name.js';
import type { ConditionField, OrderBound } from './condition.js';
import { below, fault, quoted, type FaultCollector } from './fault-collector.js';
import { instantOf, numberOf } from './ordering.js';
import { isScalar, type Scalar } from './value-key.js';

/** What an operator compares with, as it was written. */
export interface Operand {
  /** Null: the path was refused; the operand is judged all the same. */
  readonly field: ConditionField | null;
  readonly value: unknown;
  readonly caseSensitive: boolean;
  readonly pointer: string;
  readonly collector: FaultCollector;
}

const OPERANDS_MAX = 1_000;
const CHARACTERS_MAX = 1_000;
const NAME_CHARACTERS = 50;
const SCALAR_EXPECTED = 'a text, a number, true or false';
export const INSTANT_EXPECTED =
  'must be an instant such as "2026-02-17T14:45:00Z", or a date such as "2026-02-17"';

/** One value to be equal to. */
export function scalarOperand(operand: Operand): Scalar | null {
  const { value, pointer, collector } = operand;
  if (value === null)
    return fault(collector, pointer, 'null equals nothing: use {"op":"exists","value":false}');
  if (Array.isArray(value))
    return fault(collector, pointer, `must be one value, not a list: use "in", or "any" of several tests`);
  if (!isScalar(value)) return fault(collector, pointer, `must be ${SCALAR_EXPECTED}`);
  return fitting(operand, value);
}

/** Several values, one of which is to be equal. */
export function listOperand(operand: Operand): readonly Scalar[] | null {
  const { value, pointer, collector } = operand;
  if (!Array.isArray(value)) return fault(collector, pointer, 'must be a list of values, such as ["a","b"]');
  if (value.length === 0) return fault(collector, pointer, 'must hold at least one value');
  if (value.length > OPERANDS_MAX)
    return fault(collector, pointer, `must hold at most ${OPERANDS_MAX} values, not ${value.length}`);
  const values = value.map((element: unknown, at) => {
    const place = { ...operand, value: element, pointer: below(pointer, at) };
    return isScalar(element)
      ? fitting(place, element)
      : fault(collector, place.pointer, `must be ${SCALAR_EXPECTED}`);
  });
  return values.includes(null) ? null : values.filter((one) => one !== null);
}

/** A text of one character or more; a number counts as its text. */
export function textOperand({ value, pointer, collector }: Operand, expected: string): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return fault(collector, pointer, expected);
  if (value === '') return fault(collector, pointer, 'must not be empty');
  return tooLong(value) ? fault(collector, pointer, tooLongDetail()) : String(value);
}

/** A number or an instant. A text that is a number counts as one. */
export function orderOperand({ field, value, pointer, collector }: Operand): OrderBound | null {
  const instant = instantOf(value);
  if (instant !== null) return Object.freeze({ kind: 'instant', value: instant });
  if (field?.type === 'instant') return fault(collector, pointer, INSTANT_EXPECTED);
  const number = numberOf(value);
  if (number !== null) return Object.freeze({ kind: 'number', value: number });
  return fault(collector, pointer, 'must be a number, an instant such as "2026-02-17T14:45:00Z", or a date');
}

/** The value itself where the field can have such a one. */
function fitting({ field, pointer, collector }: Operand, value: Scalar): Scalar | null {
  if (tooLong(value)) return fault(collector, pointer, tooLongDetail());
  if (field?.type === 'instant' && instantOf(value) === null)
    return fault(collector, pointer, INSTANT_EXPECTED);
  if (field?.type === 'flag' && !/^(?:true|false)$/i.test(String(value)))
    return fault(collector, pointer, `must be true or false: "${field.name}" is nothing else`);
  const problem = field?.root === 'envelope' && field.name === 'type' ? typeProblem(String(value)) : null;
  return problem === null ? value : fault(collector, pointer, problem);
}

/** No event ever has a type that there is not. */
function typeProblem(type: string): string | null {
  if (isEventType(type.toLowerCase())) return null;
  const near = nearestName(type.slice(0, NAME_CHARACTERS).toLowerCase(), EVENT_TYPES);
  const hint = near === null ? 'see GET /v1/event-types' : `did you mean "${near}"?`;
  return `${quoted(type)} is not an event type: ${hint}`;
}

/** Whether a field may hold an instant; what is known to hold something else is noted. */
export function mayBeInstant({ field, pointer, collector }: Operand): boolean {
  const isOther = field?.type === 'number' || field?.type === 'flag';
  if (isOther) fault(collector, pointer, `"${field.name}" is a ${field.type}, never an instant`);
  return !isOther;
}

function tooLong(value: Scalar): boolean {
  return typeof value === 'string' && value.length > CHARACTERS_MAX;
}

function tooLongDetail(): string {
  return `must have at most ${CHARACTERS_MAX} characters`;
}
