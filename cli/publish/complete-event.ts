import { parseExact } from '@deskhook/contracts';
import { UsageError } from '../cli-error.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** What the command line says about events beside their text. */
export interface EventEdits {
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** Paths in `data` and their values, such as `ticket.id`. */
  readonly sets: readonly (readonly [string, unknown])[];
}

const SOURCE = '/deskhook-cli';

/**
 * The event's text with what the command line sets and with what CloudEvents need filled in. Where nothing is to be changed the
 * text stays as it is, byte for byte; numbers stay as they are written in any case.
 */
export function completeEvent(text: string, edits: EventEdits, newId: () => string): string {
  const event = jsonObject(text);
  const changed = { ...event };
  changed['specversion'] ??= '1.0';
  if (edits.id !== undefined) changed['id'] = edits.id;
  changed['id'] ??= newId();
  changed['source'] ??= SOURCE;
  if (edits.type !== undefined) changed['type'] ??= edits.type;
  const data = edits.sets.reduce<unknown>(
    (all, [path, value]) => withValue(all, path.split('.'), value),
    event['data'] ?? {},
  );
  if (edits.sets.length > 0 || event['data'] === undefined) changed['data'] = data;
  const same = Object.entries(changed).every(([name, value]) => event[name] === value);
  return same ? text.trim() : JSON.stringify(changed);
}

/** One `--set path=value`: the value is JSON where it is some, else the text itself. */
export function parseSet(text: string): readonly [string, unknown] {
  const at = text.indexOf('=');
  const path = text.slice(0, at);
  if (at < 1 || path.split('.').some((part) => part === '' || part === '__proto__'))
    throw new UsageError(`--set ${text}: write path=value, such as ticket.id=123`);
  const value = text.slice(at + 1);
  try {
    return [path, parseExact(value)];
  } catch {
    return [path, value];
  }
}

function withValue(within: unknown, [name = '', ...below]: readonly string[], value: unknown): unknown {
  if (Array.isArray(within) && /^\d{1,4}$/.test(name)) {
    const copy: unknown[] = [...within];
    copy[Number(name)] = below.length === 0 ? value : withValue(copy[Number(name)], below, value);
    return copy;
  }
  const object = isObject(within) ? within : {};
  return { ...object, [name]: below.length === 0 ? value : withValue(object[name], below, value) };
}

function jsonObject(text: string): JsonObject {
  const value = parseExact(text);
  if (isObject(value)) return value;
  throw new UsageError('an event must be a JSON object');
}

/** A number that stands for its own text has no prototype and is none. */
function isObject(value: unknown): value is JsonObject {
  const isSome = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isSome && Object.getPrototypeOf(value) !== null;
}
