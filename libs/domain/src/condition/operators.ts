/** What an operator compares with, for catalogues and editors. */
export type OperandKind =
  | 'value'
  | 'list'
  | 'order'
  | 'range'
  | 'text'
  | 'pattern'
  | 'flag'
  | 'change'
  | 'values'
  | 'none'
  | 'instant'
  | 'duration'
  | 'calendar';

interface OperatorInfo {
  readonly operand: OperandKind;
  /** Whether `caseSensitive` makes a difference. */
  readonly text: boolean;
  readonly description: string;
}

const OPERATORS = {
  eq: { operand: 'value', text: true, description: 'A value equals.' },
  ne: { operand: 'value', text: true, description: 'There is a value and none equals.' },
  in: { operand: 'list', text: true, description: 'A value is in the list.' },
  nin: { operand: 'list', text: true, description: 'There is a value and none is in the list.' },
  lt: { operand: 'order', text: false, description: 'A number or instant is less, or earlier.' },
  lte: { operand: 'order', text: false, description: 'A number or instant is at most that.' },
  gt: { operand: 'order', text: false, description: 'A number or instant is more, or later.' },
  gte: { operand: 'order', text: false, description: 'A number or instant is at least that.' },
  between: { operand: 'range', text: false, description: 'A number or instant is from low to high.' },
  contains: { operand: 'text', text: true, description: 'A text holds the other one.' },
  ncontains: { operand: 'text', text: true, description: 'There is a text and none holds the other one.' },
  starts_with: { operand: 'text', text: true, description: 'A text begins with the other one.' },
  ends_with: { operand: 'text', text: true, description: 'A text ends with the other one.' },
  matches: {
    operand: 'pattern',
    text: true,
    description: 'A regular expression (RE2) finds something in a text.',
  },
  exists: { operand: 'flag', text: false, description: 'There is a value; false: there is none.' },
  empty: {
    operand: 'flag',
    text: false,
    description: 'There is no value, or only blank text; false: there is more.',
  },
  changed: {
    operand: 'change',
    text: true,
    description: 'The field changed, perhaps from and to given values.',
  },
  not_changed: { operand: 'none', text: false, description: 'Nothing says that the field changed.' },
  changed_from: {
    operand: 'values',
    text: true,
    description: 'The field changed and had one of these values.',
  },
  changed_to: {
    operand: 'values',
    text: true,
    description: 'The field changed and has one of these values.',
  },
  changed_by: {
    operand: 'values',
    text: false,
    description:
      'The field changed, by one of these: id, e-mail address, name, agent, client, system, trigger or api.',
  },
  increased: {
    operand: 'none',
    text: false,
    description: 'The field changed to more, later, or more urgent.',
  },
  decreased: {
    operand: 'none',
    text: false,
    description: 'The field changed to less, earlier, or less urgent.',
  },
  before: { operand: 'instant', text: false, description: 'An instant is before another.' },
  after: { operand: 'instant', text: false, description: 'An instant is after another.' },
  within_last: {
    operand: 'duration',
    text: false,
    description: 'An instant lies in the past, not longer ago.',
  },
  older_than: { operand: 'duration', text: false, description: 'An instant lies longer ago.' },
  in_business_hours: {
    operand: 'calendar',
    text: false,
    description: "An instant lies in a calendar's open hours.",
  },
} as const satisfies Record<string, OperatorInfo>;

export type ConditionOperator = keyof typeof OPERATORS;

/** An operator of the condition language, as catalogues show it. */
export interface ConditionOperatorInfo extends OperatorInfo {
  readonly operator: ConditionOperator;
}

/** What other languages call an operator. */
const OTHER_NAMES: Readonly<Record<string, ConditionOperator>> = {
  '=': 'eq',
  '==': 'eq',
  '===': 'eq',
  is: 'eq',
  equal: 'eq',
  equals: 'eq',
  '!=': 'ne',
  '!==': 'ne',
  '<>': 'ne',
  neq: 'ne',
  is_not: 'ne',
  not_equal: 'ne',
  not_equals: 'ne',
  one_of: 'in',
  includes: 'contains',
  not_in: 'nin',
  notin: 'nin',
  '<': 'lt',
  less_than: 'lt',
  '<=': 'lte',
  le: 'lte',
  '>': 'gt',
  greater_than: 'gt',
  '>=': 'gte',
  ge: 'gte',
  not_contains: 'ncontains',
  does_not_contain: 'ncontains',
  like: 'contains',
  prefix: 'starts_with',
  begins_with: 'starts_with',
  startswith: 'starts_with',
  suffix: 'ends_with',
  endswith: 'ends_with',
  regex: 'matches',
  regexp: 'matches',
  match: 'matches',
  '=~': 'matches',
  present: 'exists',
  is_set: 'exists',
  is_empty: 'empty',
  blank: 'empty',
  unchanged: 'not_changed',
  within: 'within_last',
  newer_than: 'within_last',
  business_hours: 'in_business_hours',
};

export const OPERATOR_NAMES: readonly string[] = Object.keys(OPERATORS);

/** Every operator with what it means, for catalogues. */
export function conditionOperators(): readonly ConditionOperatorInfo[] {
  return OPERATOR_NAMES.filter(isOperator).map((operator) => ({ operator, ...OPERATORS[operator] }));
}

export function isOperator(name: string): name is ConditionOperator {
  return Object.hasOwn(OPERATORS, name);
}

/** Whether `caseSensitive` makes a difference to the operator. */
export function comparesTexts(operator: ConditionOperator): boolean {
  return OPERATORS[operator].text;
}

/** The operator that another language's name stands for; null for names that are not known. */
export function operatorByOtherName(name: string): ConditionOperator | null {
  const folded = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  if (isOperator(folded)) return folded;
  return Object.hasOwn(OTHER_NAMES, folded) ? (OTHER_NAMES[folded] ?? null) : null;
}
