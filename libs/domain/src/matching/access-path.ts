import type {
  ChangeComparison,
  Condition,
  ConditionField,
  ConditionTest,
  EqualComparison,
  OrderBound,
  TextComparison,
} from '../condition/condition.js';
import { aspectName, aspectRank, type Aspect, type AspectKey } from './aspect.js';
import { ALL_TYPES, distinctSelectors, type IndexedSubscription } from './indexed-subscription.js';
import { fingerprint, fingerprintLength } from './text-fingerprint.js';

/** A necessary predicate: the event has this key in this aspect. */
export interface AccessStep {
  readonly aspect: Aspect;
  readonly key: AspectKey;
}

/** Necessary predicates that belong together, in the order in which the index looks them up. */
export type AccessPath = readonly AccessStep[];

/**
 * The ways to a subscription: if its condition holds for an event, then the event has every step of at least one path.
 * No path at all: the condition never holds. An empty path: nothing is known beforehand, every event has to be looked at.
 */
export interface Access {
  readonly paths: readonly AccessPath[];
  /** Also the other way round: the condition holds for every event that has a path. */
  readonly exact: boolean;
}

/** Combinations that one subscription may be stored under, unless a single list of operands is longer. */
const COMBINATIONS_MAX = 64;
/** Alternatives beyond this are not told apart. */
const PATHS_MAX = 1024;
/** What is left after so many predicates is seldom worth a step of its own. */
const STEPS_MAX = 6;

const UNKNOWN: Access = { paths: [[]], exact: false };
const ALWAYS: Access = { paths: [[]], exact: true };

/** The ways to a subscription; the same one has always the same. */
export function accessOf(subscription: IndexedSubscription): Access {
  const { paths, exact } = conditionAccess(subscription.condition);
  const selections = distinctSelectors(subscription).map(selectorPath);
  return {
    paths: paths.flatMap((path) => selections.map((selection) => inOrder([...path, ...selection]))),
    exact,
  };
}

/** None for a selector that every event type has. */
function selectorPath(selector: string): AccessPath {
  return selector === ALL_TYPES ? [] : [{ aspect: { kind: 'selector' }, key: selector }];
}

function conditionAccess(condition: Condition | null): Access {
  if (condition === null) return ALWAYS;
  const { paths, exact } = access(condition);
  const sorted = paths.map((path) => inOrder(distinct(path, stepName)));
  return {
    paths: distinct(
      sorted.map((path) => path.slice(0, STEPS_MAX)),
      pathName,
    ),
    exact: exact && sorted.every((path) => path.length <= STEPS_MAX),
  };
}

function access(condition: Condition): Access {
  switch (condition.kind) {
    case 'all':
      return everyOf(condition.of.map(access));
    case 'any':
      return someOf(condition.of.map(access));
    case 'not':
      return UNKNOWN;
    case 'test':
      return testAccess(condition);
    default:
      return condition satisfies never;
  }
}

/** Every combination of one path of each; where these are too many, the widest are left to the condition itself. */
function everyOf(parts: readonly Access[]): Access {
  const byWidth = parts.toSorted((a, b) => a.paths.length - b.paths.length);
  const most = Math.max(COMBINATIONS_MAX, byWidth.at(-1)?.paths.length ?? 0);
  let paths: readonly AccessPath[] = ALWAYS.paths;
  let exact = true;
  for (const part of byWidth) {
    const fits = paths.length * part.paths.length <= most;
    if (fits) paths = paths.flatMap((path) => part.paths.map((more) => [...path, ...more]));
    exact &&= fits && part.exact;
  }
  return { paths, exact };
}

/** All of their paths; none, where one of them may hold without any. */
function someOf(parts: readonly Access[]): Access {
  const paths = parts.flatMap((part) => part.paths);
  if (paths.some((path) => path.length === 0)) return UNKNOWN;
  return paths.length > PATHS_MAX ? UNKNOWN : { paths, exact: parts.every((part) => part.exact) };
}

function testAccess({ field, comparison }: ConditionTest): Access {
  switch (comparison.kind) {
    case 'equal':
      return equalAccess({ kind: 'equal', field }, comparison);
    case 'order':
      return stepAccess([boundStep(field, comparison.operator.startsWith('g'), comparison.bound)]);
    case 'between':
      return stepAccess([boundStep(field, true, comparison.low), boundStep(field, false, comparison.high)]);
    case 'instant':
      return stepAccess([instantStep(field, comparison.operator, comparison.at)]);
    case 'text':
      return textAccess(field, comparison);
    case 'changed':
      return changeAccess(field, comparison);
    case 'moved':
      return stepAccess([{ aspect: { kind: 'changed', field }, key: CHANGED }]);
    case 'matches':
    case 'exists':
    case 'empty':
    case 'changed-by':
    case 'age':
    case 'business-hours':
      return UNKNOWN;
    default:
      return comparison satisfies never;
  }
}

/** The key of aspect `changed` of an event that changed the field. */
export const CHANGED = '';

function equalAccess(aspect: Aspect, { negated, keys, exact }: EqualComparison): Access {
  if (negated) return UNKNOWN;
  return { paths: Array.from(keys, (key) => [{ aspect, key }]), exact: exact === null };
}

/** Of lists the condition compares what came in or went, so that a key on one side does not tell all. */
function changeAccess(field: ConditionField, { negated, from, to }: ChangeComparison): Access {
  if (negated) return UNKNOWN;
  const changed: Access = { paths: [[{ aspect: { kind: 'changed', field }, key: CHANGED }]], exact: true };
  if (from === null && to === null) return changed;
  const sides = [
    ...(from === null ? [] : [equalAccess({ kind: 'changed-from', field }, from)]),
    ...(to === null ? [] : [equalAccess({ kind: 'changed-to', field }, to)]),
  ];
  return { ...everyOf([changed, ...sides]), exact: false };
}

function textAccess(
  field: ConditionField,
  { operator, negated, text, caseSensitive }: TextComparison,
): Access {
  const inside = operator === 'contains';
  const length = fingerprintLength(text.length, inside);
  if (negated || caseSensitive || length === null) return UNKNOWN;
  const part = inside ? 'any' : operator === 'starts_with' ? 'start' : 'end';
  const aspect: Aspect = { kind: 'text', field, part, length };
  const first: AccessStep = { aspect, key: fingerprint(text, 0, length) };
  const last: AccessStep = { aspect, key: fingerprint(text, text.length - length, length) };
  return stepAccess(inside ? [first, last] : [part === 'start' ? first : last]);
}

/** Necessary only: whether the bound itself counts, and which of several values meets it, the condition decides. */
function boundStep(field: ConditionField, least: boolean, { kind: unit, value }: OrderBound): AccessStep {
  return { aspect: { kind: least ? 'at-least' : 'at-most', field, unit }, key: value };
}

function instantStep(field: ConditionField, operator: 'before' | 'after', at: number): AccessStep {
  return boundStep(field, operator === 'after', { kind: 'instant', value: at });
}

function stepAccess(path: AccessPath): Access {
  return { paths: [path], exact: false };
}

/** Most selective first. */
function inOrder(path: AccessPath): AccessPath {
  return path.toSorted(
    (a, b) => aspectRank(a.aspect) - aspectRank(b.aspect) || (stepName(a) < stepName(b) ? -1 : 1),
  );
}

function distinct<T>(list: readonly T[], nameOf: (one: T) => string): readonly T[] {
  return list.length < 2 ? list : [...new Map(list.map((one) => [nameOf(one), one])).values()];
}

function pathName(path: AccessPath): string {
  return JSON.stringify(path.map(stepName));
}

function stepName({ aspect, key }: AccessStep): string {
  return `${aspectName(aspect)} ${key}`;
}
