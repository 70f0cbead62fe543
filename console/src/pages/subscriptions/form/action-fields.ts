import { isObject } from './is-same.js';

/** `reference`: a name or an id. `any`: whatever a field of a ticket may hold. */
type ActionFieldKind = 'line' | 'text' | 'reference' | 'tags' | 'any';

export interface ActionField {
  readonly name: string;
  readonly kind: ActionFieldKind;
  readonly isRequired: boolean;
}

/** From here on a text is one of several lines. */
const LINE_MAX = 1_000;

/** The fields that a JSON Schema of an action asks for, besides its type. */
export function actionFields(schema: Readonly<Record<string, unknown>>): readonly ActionField[] {
  const { properties, required } = schema;
  if (!isObject(properties)) return [];
  const names = Object.keys(properties).filter((name) => name !== 'type');
  return names.map((name) => ({
    name,
    kind: kindOf(properties[name]),
    isRequired: Array.isArray(required) && required.includes(name),
  }));
}

function kindOf(schema: unknown): ActionFieldKind {
  if (!isObject(schema)) return 'any';
  const { type, anyOf, maxLength } = schema;
  if (type === 'string') return typeof maxLength === 'number' && maxLength > LINE_MAX ? 'text' : 'line';
  if (type === 'array') return 'tags';
  const types = Array.isArray(anyOf) ? anyOf.map((one) => (isObject(one) ? one['type'] : undefined)) : [];
  return types.every((one) => one === 'string' || one === 'integer') && types.length > 0
    ? 'reference'
    : 'any';
}

/** A new action, with what is empty by nature; what is missing otherwise, the API asks for. */
export function newAction(type: string, fields: readonly ActionField[]): Record<string, unknown> {
  const started = fields
    .filter(({ isRequired }) => isRequired)
    .map(({ name, kind }) => [name, emptyOf(kind)]);
  return { type, ...Object.fromEntries(started) };
}

function emptyOf(kind: ActionFieldKind): unknown {
  return kind === 'tags' ? [] : '';
}

/** What was typed where a name or an id is asked for: a whole number is an id. */
export function referenceOf(text: string): string | number {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** An action with a field changed; an optional one that is empty is left out. */
export function withField(
  action: Readonly<Record<string, unknown>>,
  { name, isRequired }: ActionField,
  value: unknown,
): Record<string, unknown> {
  const { [name]: _before, ...others } = action;
  return value === '' && !isRequired ? others : { ...action, [name]: value };
}
