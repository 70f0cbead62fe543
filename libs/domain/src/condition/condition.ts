import type { IsoDuration } from '../iso-duration.js';

/**
 * A condition, compiled: a frozen tagged tree whose operands are ready for comparison. `parseCondition` makes it of
 * what a subscription says (contract, section 3).
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | ConditionTest;

/** A leaf: what it looks at, how it compares, and how the subscription wrote it. */
export interface ConditionTest {
  readonly kind: 'test';
  readonly field: ConditionField;
  readonly comparison: Comparison;
  readonly source: ConditionTestInput;
}

/** A path into the event, split at its dots; the prefix `data.` is gone. Made once for each name by `conditionField`. */
export interface ConditionField {
  /** Normal form: the segments joined by dots. Two fields with the same name are the same. */
  readonly name: string;
  readonly path: readonly string[];
  /** Part of the event that the path leads through. */
  readonly root: 'envelope' | 'data';
  readonly steps: readonly PathStep[];
  /** Null: a field that the canonical model does not know. */
  readonly type: FieldType | null;
  /** What a change of it is called in `changes[]`. */
  readonly changed: ChangeTarget;
}

/** What a known field holds. A list's elements are compared one by one. */
export type FieldType = 'text' | 'number' | 'flag' | 'instant' | 'id' | 'list';

/** One segment of a path, ready for reading. */
export interface PathStep {
  readonly name: string;
  /** The segment as a position in a list; null when it is no number. */
  readonly index: number | null;
  /** Behind `custom_fields`: the names by which an entry of that list is meant, null elsewhere. */
  readonly entry: EntryNames | null;
}

/** How an entry of `custom_fields` is named: as written, and folded for a second look. */
export interface EntryNames {
  readonly exact: readonly string[];
  readonly folded: readonly string[];
}

/** Which changes of `changes[]` a field is about. */
export interface ChangeTarget {
  /** What the changed thing belongs to: `ticket`, `user`, …; null where the field does not say. */
  readonly owner: string | null;
  /** Most telling first: the first one that a change bears decides. */
  readonly candidates: readonly ChangeCandidate[];
  /** Whether its values have ranks: low, normal, high, urgent. */
  readonly ranked: boolean;
}

/** One way to report a change of a field. */
export interface ChangeCandidate {
  /** Folded. */
  readonly name: string;
  /** A custom field's change may also be named by its `key` or `id`. */
  readonly custom: boolean;
  /** What is compared of the changed thing: `base` of `ticket.status.base`; empty for all that names it. */
  readonly part: readonly string[];
}

/**
 * How values compare. Values are compared by their keys (`valueKey`): a text's folded form, a number's or flag's own
 * text, so that 12 and "12" are equal.
 */
export type Comparison =
  | EqualComparison
  | { readonly kind: 'order'; readonly operator: 'lt' | 'lte' | 'gt' | 'gte'; readonly bound: OrderBound }
  | { readonly kind: 'between'; readonly low: OrderBound; readonly high: OrderBound }
  | TextComparison
  | { readonly kind: 'matches'; readonly pattern: TextPattern }
  | { readonly kind: 'exists'; readonly expected: boolean }
  | { readonly kind: 'empty'; readonly expected: boolean }
  | ChangeComparison
  | { readonly kind: 'changed-by'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'moved'; readonly direction: 'increased' | 'decreased' }
  | { readonly kind: 'instant'; readonly operator: 'before' | 'after'; readonly at: number }
  | { readonly kind: 'age'; readonly operator: 'within_last' | 'older_than'; readonly duration: IsoDuration }
  | { readonly kind: 'business-hours'; readonly calendar: string };

/** `eq`, `in`, and negated `ne`, `nin`: negated ones hold where there is a value and none equals. */
export interface EqualComparison {
  readonly kind: 'equal';
  readonly negated: boolean;
  /** Keys of the operands. Without one of them among the field's keys a test that is not negated is false. */
  readonly keys: ReadonlySet<string>;
  /** Case-sensitive: the operands' own texts, one of which a value must have too. Null: the keys decide. */
  readonly exact: ReadonlySet<string> | null;
}

/** `contains`, `starts_with`, `ends_with`, and negated `ncontains`. */
export interface TextComparison {
  readonly kind: 'text';
  readonly operator: 'contains' | 'starts_with' | 'ends_with';
  readonly negated: boolean;
  /** Folded unless case-sensitive. */
  readonly text: string;
  readonly caseSensitive: boolean;
}

/** `changed`, `not_changed`, `changed_from`, `changed_to`. Null: from or to anything. */
export interface ChangeComparison {
  readonly kind: 'changed';
  readonly negated: boolean;
  readonly from: EqualComparison | null;
  readonly to: EqualComparison | null;
}

export interface OrderBound {
  readonly kind: 'number' | 'instant';
  readonly value: number;
}

/** A regular expression that takes linear time (RE2). */
export interface TextPattern {
  readonly source: string;
  test(text: string): boolean;
}

/** A condition as JSON. */
export type ConditionInput =
  | { readonly all: readonly ConditionInput[] }
  | { readonly any: readonly ConditionInput[] }
  | { readonly not: ConditionInput }
  | ConditionTestInput;

export interface ConditionTestInput {
  readonly field: string;
  readonly op: string;
  readonly value?: unknown;
  readonly caseSensitive?: boolean;
}

/** Something that is wrong with a condition: where (a JSON pointer into it), and the fix. */
export interface ConditionFault {
  readonly pointer: string;
  readonly detail: string;
}

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly faults: readonly ConditionFault[] };

/** A condition with what came of it: the same tree as its JSON, each node with its verdict. */
export type ConditionExplanation =
  | { readonly all: readonly ConditionExplanation[]; readonly verdict: boolean }
  | { readonly any: readonly ConditionExplanation[]; readonly verdict: boolean }
  | { readonly not: ConditionExplanation; readonly verdict: boolean }
  | TestExplanation;

export interface TestExplanation extends ConditionTestInput {
  /** What the event holds there: one value, a list where the path leads through a list, a change; null when it holds nothing. */
  readonly actual: unknown;
  readonly verdict: boolean;
}
