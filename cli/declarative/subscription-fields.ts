import { isDeepStrictEqual } from 'node:util';
import { subscriptionSchema } from '@deskhook/contracts';
import { dialect, resolveOptions } from '@deskhook/dialects';
import { z } from 'zod';
import type { CompareOptions, Field } from './compare.js';
import { credentialsOf, goesElsewhere, withoutCredentials } from './credentials.js';
import type { JsonRecord } from './manifest.js';
import { ANOTHER_SECRET, SECRET } from './veil.js';

const record = z.record(z.string(), z.unknown());
const dialectName = subscriptionSchema.shape.dialect;

/** Of a subscription, a field that cannot be compared as it stands; null for the others. */
export function subscriptionField(
  stated: JsonRecord,
  live: JsonRecord,
  name: string,
  options: CompareOptions,
): Field | null {
  const wanted = stated[name];
  switch (name) {
    case 'urls':
    case 'events':
    case 'redact':
      return setField(name, wanted, live[name]);
    case 'delivery':
      return mergedField(name, record.parse(wanted), record.parse(live[name]));
    case 'dialectOptions':
      return optionsField(stated, live);
    case 'secret':
      return secretField(stated, live);
    case 'status':
      return statusField(wanted, live);
    case 'auth':
    case 'tls':
      return credentialField(name, stated, live, options);
    default:
      return null;
  }
}

/** Deskhook keeps the first of those that are given twice. */
function setField(name: string, wanted: unknown, has: unknown): Field {
  const after = [...new Set(z.array(z.string()).parse(wanted))];
  return { name, before: has, after, patch: isDeepStrictEqual(after, has) ? null : { [name]: after } };
}

/** A field that the API merges by key: of the others a document says nothing. */
function mergedField(name: string, wanted: JsonRecord, has: JsonRecord, effective = wanted): Field {
  const keys = Object.keys(wanted);
  const changed = keys.filter((key) => !isDeepStrictEqual(effective[key], has[key]));
  const before = pick(
    has,
    keys.filter((key) => key in has),
  );
  const patch = changed.length === 0 ? null : { [name]: pick(wanted, changed) };
  return { name, before, after: effective, patch };
}

/** A move to another dialect drops the options that were meant for the one before. */
function optionsField(stated: JsonRecord, live: JsonRecord): Field {
  const wanted = record.parse(stated['dialectOptions']);
  const name = dialectName.parse(stated['dialect'] ?? live['dialect']);
  const moves = name !== live['dialect'];
  const defaults = resolveOptions(dialect(name).options, {});
  const effective = Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => [key, value ?? defaults[key] ?? null]),
  );
  return mergedField('dialectOptions', wanted, moves ? {} : record.parse(live['dialectOptions']), effective);
}

function secretField(stated: JsonRecord, live: JsonRecord): Field {
  const { secret: wanted } = stated;
  const source = live['secretSource'];
  const isSame =
    typeof wanted === 'string' ? source === 'own' && live['secret'] === wanted : source === 'none';
  const before = source === 'none' ? null : SECRET;
  const after = typeof wanted === 'string' ? (isSame ? SECRET : ANOTHER_SECRET) : null;
  const shown = { name: 'secret', before, after };
  if (isSame) return { ...shown, patch: null };
  const moves = stated['dialect'] !== undefined && stated['dialect'] !== live['dialect'];
  if (typeof wanted === 'string' && source === 'own' && !moves)
    return { ...shown, patch: null, rotateTo: wanted };
  return { ...shown, patch: { secret: wanted } };
}

/** Who states that it is active means every URL of it: those that Deskhook stopped sending to are enabled again by that. */
function statusField(wanted: unknown, live: JsonRecord): Field {
  const disabled = disabledUrls(live);
  const isPartly = wanted === 'active' && live['status'] === 'active' && disabled > 0;
  const before = isPartly ? `active (URLs disabled by Deskhook: ${disabled})` : live['status'];
  return { name: 'status', before, after: wanted, patch: wanted === before ? null : { status: wanted } };
}

/** How many of its URLs Deskhook stopped sending to. Their reasons may quote what endpoints said: those are not for logs. */
export function disabledUrls(live: JsonRecord): number {
  return z.array(z.unknown()).catch([]).parse(live['disabledUrls']).length;
}

function credentialField(
  name: 'auth' | 'tls',
  stated: JsonRecord,
  live: JsonRecord,
  { setCredentials }: CompareOptions,
): Field {
  const [wanted, has] = [stated[name], live[name]];
  const [open, openHas] = [withoutCredentials(wanted), withoutCredentials(has)];
  const isStated = credentialsOf(wanted).length > 0;
  const isSame = isDeepStrictEqual(open, openHas);
  const sends = !isSame || (isStated && (setCredentials || goesElsewhere(stated, live)));
  const marked = (value: unknown, mark: string) =>
    value === null || typeof value !== 'object'
      ? value
      : { ...value, ...Object.fromEntries(credentialsOf(wanted).map((key) => [key, mark])) };
  return {
    name,
    before: marked(openHas, SECRET),
    after: marked(open, sends ? '(secret, set anew)' : SECRET),
    patch: sends ? { [name]: wanted } : null,
    isHidden: isStated && !sends,
  };
}

function pick(from: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(keys.map((key) => [key, from[key]]));
}
