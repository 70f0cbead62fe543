import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Field } from './compare.js';
import type { JsonRecord, Manifest } from './manifest.js';
import type { Step } from './plan.js';
import { ANOTHER_SECRET, SECRET, veiled, type Known } from './veil.js';

/** One field before and after, as it may be shown: texts that came from outside of the file are masked. */
export interface ShownChange {
  /** Into the document. */
  readonly pointer: string;
  /** Undefined: not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields that documents state, each before and after; none for what is deleted. */
export function shownFields(step: Step): readonly ShownChange[] {
  switch (step.kind) {
    case 'create':
      return fieldsOfNew(step.manifest).map((field) => shown(field, step.manifest));
    case 'update':
    case 'unchanged':
      return step.comparison.fields.map((field) => shown(field, step.manifest));
    case 'delete':
      return [];
    default:
      return step satisfies never;
  }
}

/** Only those that change. */
export function shownChanges(step: Step): readonly ShownChange[] {
  return shownFields(step).filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

/** Pointers of signing secrets and credentials that stand in the file in plain text. */
export function plainSecrets(manifest: Manifest): readonly string[] {
  const all = credentialPaths(manifest.stated).map((path) => `/spec/${path.join('/')}`);
  return all.filter((pointer) => !manifest.secrets.has(pointer));
}

function fieldsOfNew({ labels, stated }: Manifest): Field[] {
  const all = Object.entries({ ...(labels === undefined ? {} : { labels }), ...stated });
  const masked = credentialPaths(stated).reduce<unknown>(
    (fields, path) => replaced(fields, path, SECRET),
    Object.fromEntries(all),
  );
  return Object.entries(openObject.parse(masked)).map(([name, after]) => ({
    name,
    before: undefined,
    after,
    patch: null,
  }));
}

const openObject = z.record(z.string(), z.unknown());
const CREDENTIAL_PATHS = [
  ['secret'],
  ['auth', 'password'],
  ['auth', 'token'],
  ['auth', 'clientSecret'],
  ['tls', 'key'],
] as const;

function credentialPaths(stated: JsonRecord): readonly (readonly string[])[] {
  return CREDENTIAL_PATHS.filter((path) => typeof valueAt(stated, path) === 'string');
}

function shown({ name, before, after }: Field, manifest: Manifest): ShownChange {
  const place = name === 'labels' ? '/metadata/labels' : `/spec/${name}`;
  const known = knownOf(manifest);
  const sides = givenPaths(manifest, place).reduce(
    (pair, path) => {
      const [was, is] = [valueAt(before, path), valueAt(after, path)];
      // Marks stand there already where the text itself was never compared.
      if (typeof is !== 'string' || !known.given.has(is)) return pair;
      const mark = before === undefined || was === is ? SECRET : ANOTHER_SECRET;
      const old = was === undefined ? pair.before : replaced(pair.before, path, SECRET);
      return { before: old, after: replaced(pair.after, path, mark) };
    },
    { before: veiled(before, known), after },
  );
  return { pointer: place, ...sides };
}

function givenPaths({ secrets }: Manifest, place: string): readonly (readonly string[])[] {
  return [...secrets]
    .filter((pointer) => pointer === place || pointer.startsWith(`${place}/`))
    .map((pointer) => steps(pointer.slice(place.length)));
}

function knownOf({ stated, secrets }: Manifest): Known {
  const given = new Set<string>();
  for (const pointer of secrets) {
    const value = valueAt({ spec: stated }, steps(pointer));
    if (typeof value === 'string') given.add(value);
  }
  const literal = new Set(textsOf(stated).filter((text) => !given.has(text)));
  return { literal, given };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(step)], rest);
  const fields = openObject.safeParse(value).data;
  return fields === undefined ? undefined : valueAt(fields[step], rest);
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === Number(step) ? replaced(item, rest, by) : item));
  const fields = openObject.safeParse(value).data;
  return fields === undefined ? value : { ...fields, [step]: replaced(fields[step], rest, by) };
}

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
