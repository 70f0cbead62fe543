import { below, hasUnreadable, isObject, listOf, objectOf, textOf, textsOf } from '../exported-json.js';

/** A condition of Zammad: a test of one attribute, or several joined. */
export type ZammadCondition =
  | { readonly kind: 'test'; readonly test: ZammadTest }
  | {
      readonly kind: 'block';
      readonly operator: 'AND' | 'OR' | 'NOT';
      readonly of: readonly ZammadCondition[];
    };

export interface ZammadTest {
  /** The attribute, such as `ticket.state_id`. */
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** Whether one of the values is neither a text nor a number. */
  readonly unreadable: boolean;
  /** `not_set`, `specific`, `current_user.id`; empty: the value counts. */
  readonly preCondition: string;
  /** The unit of relative times. */
  readonly range: string;
  readonly pointer: string;
}

const DEPTH_MAX = 20;

/** Reads both forms: attributes by their names, and blocks of AND, OR and NOT. Null: there is none, or it is no condition. */
export function readZammadCondition(value: unknown, pointer: string, depth = 0): ZammadCondition | null {
  if (!isObject(value) || depth > DEPTH_MAX) return null;
  if (Array.isArray(value['conditions'])) {
    const place = below(pointer, 'conditions');
    const of = listOf(value['conditions']).map((item, index) => ({
      condition: readZammadCondition(item, below(place, index), depth + 1),
      pointer: below(place, index),
    }));
    const known = of.map(({ condition, pointer: at }) => condition ?? unreadable(at));
    return { kind: 'block', operator: blockOperator(textOf(value['operator'])), of: known };
  }
  if (typeof value['name'] === 'string') return { kind: 'test', test: testOf(value['name'], value, pointer) };
  const of = Object.entries(value).map(([name, test]): ZammadCondition => ({
    kind: 'test',
    test: testOf(name, test, below(pointer, name)),
  }));
  return of.length === 0 ? null : { kind: 'block', operator: 'AND', of };
}

/** The tests that must all hold: those of AND at the top. */
export function demandedTests(condition: ZammadCondition | null): readonly ZammadTest[] {
  if (condition === null) return [];
  if (condition.kind === 'test') return [condition.test];
  return condition.operator === 'AND' ? condition.of.flatMap(demandedTests) : [];
}

/** Every test, wherever it stands. */
export function allTests(condition: ZammadCondition | null): readonly ZammadTest[] {
  if (condition === null) return [];
  return condition.kind === 'test' ? [condition.test] : condition.of.flatMap(allTests);
}

function blockOperator(text: string): 'AND' | 'OR' | 'NOT' {
  const upper = text.toUpperCase();
  return upper === 'OR' || upper === 'NOT' ? upper : 'AND';
}

/** What is no condition stays in its place, to be noted there. */
function unreadable(pointer: string): ZammadCondition {
  return { kind: 'test', test: testOf('', {}, pointer) };
}

function testOf(name: string, value: unknown, pointer: string): ZammadTest {
  const { operator, value: given, pre_condition: preCondition, range } = objectOf(value);
  const isGiven = given !== undefined && given !== null;
  return {
    name,
    operator: textOf(operator),
    values: isGiven ? textsOf(given) : [],
    unreadable: isGiven && hasUnreadable(given),
    preCondition: textOf(preCondition),
    range: textOf(range),
    pointer,
  };
}
