import type { ConditionField, OrderBound } from '../condition/condition.js';

/**
 * One thing about an event that a subscription can be found by. Each has keys in an event, and a condition's necessary
 * predicate names one of them:
 * - `selector`: the selectors that select the event's type;
 * - `equal`: the keys of a field's values;
 * - `changed`: one key, if the event changed the field;
 * - `changed-to`, `changed-from`: the keys of what it was changed to and from;
 * - `text`: fingerprints of so many characters of a field's texts: of the first ones, of the last ones, of any;
 * - `at-least`, `at-most`: bounds that a field's largest or smallest number or instant reaches.
 */
export type Aspect = { readonly kind: 'selector' } | FieldAspect;

/** An aspect that a condition's test looks at. */
export type FieldAspect =
  | { readonly kind: 'equal'; readonly field: ConditionField }
  | { readonly kind: 'changed' | 'changed-to' | 'changed-from'; readonly field: ConditionField }
  | {
      readonly kind: 'text';
      readonly field: ConditionField;
      readonly part: 'start' | 'end' | 'any';
      readonly length: number;
    }
  | {
      readonly kind: 'at-least' | 'at-most';
      readonly field: ConditionField;
      readonly unit: OrderBound['kind'];
    };

/** Texts are equal or not; fingerprints are integers; bounds are numbers. */
export type AspectKey = string | number;

/** Aspects with the same name are the same. */
export function aspectName(aspect: Aspect): string {
  switch (aspect.kind) {
    case 'selector':
      return aspect.kind;
    case 'equal':
    case 'changed':
    case 'changed-to':
    case 'changed-from':
      return `${aspect.kind} ${aspect.field.name}`;
    case 'text':
      return `${aspect.part} ${aspect.length} ${aspect.field.name}`;
    case 'at-least':
    case 'at-most':
      return `${aspect.kind} ${aspect.unit} ${aspect.field.name}`;
    default:
      return aspect satisfies never;
  }
}

/** Fields with many different values, by a segment of their path. */
const SELECTIVE = new Set([
  'custom_fields',
  'email',
  'external_id',
  'phone',
  'track_id',
  'organization',
  'url',
]);
/** Fields with few, the fewer the later. The first segment found decides, so that `status.id` counts as a status. */
const COARSE: Readonly<Record<string, number>> = {
  team: 2,
  agents: 2,
  category: 3,
  tags: 3,
  labels: 3,
  origin: 5,
  priority: 5,
  status: 6,
  type: 6,
  kind: 7,
  flags: 7,
  is_agent: 7,
};
const OTHER_FIELD = 1;

/**
 * Which predicate of a path is looked up first: the one that few events satisfy, as far as a field's name tells. The
 * rank is fixed, so that a subscription is found again where it was put.
 */
export function aspectRank(aspect: Aspect): number {
  switch (aspect.kind) {
    case 'equal':
      return fieldRank(aspect.field);
    case 'selector':
      return 4;
    case 'changed-to':
    case 'changed-from':
      return 8;
    case 'changed':
      return 9;
    case 'text':
      return 10;
    case 'at-least':
    case 'at-most':
      return 11;
    default:
      return aspect satisfies never;
  }
}

function fieldRank({ path }: ConditionField): number {
  if (path.some((segment) => SELECTIVE.has(segment))) return 0;
  for (const segment of path) {
    const rank = Object.hasOwn(COARSE, segment) ? COARSE[segment] : undefined;
    if (rank !== undefined) return rank;
  }
  return OTHER_FIELD;
}
