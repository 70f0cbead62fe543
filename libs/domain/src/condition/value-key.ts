/** A JSON value that can be compared: no null, no list, no object. */
export type Scalar = string | number | boolean;

/** So many elements of a list are looked at, however many tests look at it: an event may hold half a million. */
export const LIST_ELEMENTS_MAX = 10_000;
/** So deep lists are looked into that stand in lists: no event can exhaust the stack. */
export const NESTED_LISTS_MAX = 50;
const BEYOND_ASCII = /[\u0080-\uffff]/;
/** The members by which an object is known where a path ends at it. */
const NAMING_MEMBERS = ['id', 'slug', 'name', 'email'] as const;

/** A text as texts are compared: composed (NFC) and in lower case. */
export function foldText(text: string): string {
  return BEYOND_ASCII.test(text) ? text.normalize('NFC').toLowerCase() : text.toLowerCase();
}

/** The text that values are equal by: a text folded, a number or flag by its own text; null for what cannot be compared. */
export function valueKey(value: unknown): string | null {
  return isScalar(value) ? foldText(String(value)) : null;
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of its own of a JSON object; undefined where there is none, also for what is no object. */
export function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The first elements of a list and of lists within it; of those that are nested still deeper, nothing is looked at. */
export function elementsOf(list: readonly unknown[]): readonly unknown[] {
  const elements: readonly unknown[] = firstElements(list).flat(NESTED_LISTS_MAX);
  return firstElements(elements).filter((element) => !Array.isArray(element));
}

/** The elements that are looked at. */
export function firstElements(list: readonly unknown[], count = LIST_ELEMENTS_MAX): readonly unknown[] {
  return list.length <= count ? list : list.slice(0, count);
}

/** What is compared of a value: scalars as they are, each element of a list, an object's id, slug, name and email. */
export function comparableValues(value: unknown): readonly Scalar[] {
  return Array.isArray(value) ? elementsOf(value).flatMap(ownValues) : ownValues(value);
}

function ownValues(value: unknown): readonly Scalar[] {
  if (isScalar(value)) return [value];
  return NAMING_MEMBERS.map((name) => memberOf(value, name)).filter(isScalar);
}
