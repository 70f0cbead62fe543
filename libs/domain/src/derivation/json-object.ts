export type JsonObject = Readonly<Record<string, unknown>>;

/** Of values that came out of JSON: whether it is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper values are not compared, so that no event can exhaust the stack: they count as different. */
const DEPTH_MAX = 50;

/** Whether two values of JSON say the same; the order of an object's members says nothing. */
export function sameJson(one: unknown, other: unknown, depth = 0): boolean {
  if (depth > DEPTH_MAX) return false;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => sameJson(item, other[index], depth + 1))
    );
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name], depth + 1))
  );
}
