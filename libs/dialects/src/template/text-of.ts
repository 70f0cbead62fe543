import { encodeJson } from '../encoding/json.js';
import type { JsonObject, JsonValue } from '../json-value.js';

/** A value as text: nothing for null, JSON for objects and lists. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const json = toJson(value);
  if (json === null) return '';
  return typeof json === 'object' ? encodeJson(json) : String(json);
}

/** A value as JSON text. */
export function jsonOf(value: unknown): string {
  return encodeJson(toJson(value));
}

/** A value of the engine as one of JSON: what JSON has no value for becomes null. */
export function toJson(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(toJson);
  return isData(value) ? value : null;
}

/** Objects come out of the event's JSON; the engine's own have a class. */
function isData(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
