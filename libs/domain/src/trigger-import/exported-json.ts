export type ExportedObject = Readonly<Record<string, unknown>>;

/** Reads what products export: any JSON, with ids as numbers or texts. */
export function isObject(value: unknown): value is ExportedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): ExportedObject {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An own member; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A scalar as text, trimmed; empty for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A scalar, or the scalars of a list, as texts. Forms send what is chosen as `{"label","value"}` or by its `id`. */
export function textsOf(value: unknown): string[] {
  return itemsOf(value).map((item) => textOf(chosen(item)));
}

/** Whether there is a value that is no text, so that `textsOf` would take it for none. */
export function hasUnreadable(value: unknown): boolean {
  return itemsOf(value)
    .map(chosen)
    .some((item) => item === undefined || (typeof item === 'object' && item !== null));
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function chosen(item: unknown): unknown {
  return isObject(item) ? (memberOf(item, 'value') ?? memberOf(item, 'id')) : item;
}

/** A product's id as ours may be: an integer where it is one. */
export function idOf(text: string): string | number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text;
}

/** RFC 6901: a pointer one step further. */
export function below(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
