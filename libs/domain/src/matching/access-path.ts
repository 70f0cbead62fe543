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

/** The ways to a condition; the same condition has always the same. Null, no condition, holds for every event. */
export function accessOf(condition: Condition | null): Access {
  if (condition === null) return ALWAYS;
  const { paths, exact } = access(condition);
  const inOrder = paths.map(ordered);
  const complete = inOrder.every((path) => path.length <= STEPS_MAX);
  const distinct = new Map(
    inOrder.map((path) => path.slice(0, STEPS_MAX)).map((path) => [nameOf(path), path]),
  );
  return { paths: [...distinct.values()], exact: exact && complete };
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

function someOf(parts: readonly Access[]): Access {
  const paths = parts.flatMap((part) => part.paths);
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

function changeAccess(field: ConditionField, { negated, from, to }: ChangeComparison): Access {
  if (negated) return UNKNOWN;
  const parts: Access[] = [
    { paths: [[{ aspect: { kind: 'changed', field }, key: CHANGED }]], exact: true },
    ...(from === null ? [] : [equalAccess({ kind: 'changed-from', field }, from)]),
    ...(to === null ? [] : [equalAccess({ kind: 'changed-to', field }, to)]),
  ];
  return everyOf(parts);
}

function textAccess(
  field: ConditionField,
  { operator, negated, text, caseSensitive }: TextComparison,
): Access {
  const length = fingerprintLength(text.length);
  if (negated || caseSensitive || length === null) return UNKNOWN;
  const part = operator === 'contains' ? 'any' : operator === 'starts_with' ? 'start' : 'end';
  const start = part === 'end' ? text.length - length : 0;
  const key = fingerprint(text, start, length);
  return stepAccess([{ aspect: { kind: 'text', field, part, length }, key }]);
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

/** Most selective first, each step once. */
function ordered(path: AccessPath): AccessPath {
  const distinct = new Map(path.map((step) => [stepName(step), step]));
  return [...distinct.values()].sort(
    (a, b) => aspectRank(a.aspect) - aspectRank(b.aspect) || (stepName(a) < stepName(b) ? -1 : 1),
  );
}

function nameOf(path: AccessPath): string {
  return JSON.stringify(path.map(stepName));
}

function stepName({ aspect, key }: AccessStep): string {
  return `${aspectName(aspect)} ${key}`;
}
