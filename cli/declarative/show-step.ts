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
  const was = givenPaths(manifest, place).reduce(
    (masked, path) => withoutGiven(masked, path, known),
    veiled(before, known),
  );
  return { pointer: place, before: was, after: marked(after, before, known) };
}

function givenPaths({ secrets }: Manifest, place: string): readonly (readonly string[])[] {
  return [...secrets]
    .filter((pointer) => pointer === place || pointer.startsWith(`${place}/`))
    .map((pointer) => steps(pointer.slice(place.length)));
}

/**
 * What stood where the file takes a value from outside: a secret, too. One text of URLs has become a list, and a list may have
 * lost what was in it twice, so nobody knows which item stood there: each that the file does not show.
 */
function withoutGiven(value: unknown, path: readonly string[], known: Known): unknown {
  const [step, ...rest] = path;
  if (typeof value === 'string') return SECRET;
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      typeof item === 'string' && known.literal.has(item) ? item : withoutGiven(item, rest, known),
    );
  const fields = openObject.safeParse(value).data;
  if (fields === undefined) return value;
  const wanted = step === undefined ? Object.keys(fields) : Object.keys(fields).filter((key) => key === step);
  const masked = wanted.map((key) => [key, withoutGiven(fields[key], rest, known)]);
  return { ...fields, ...Object.fromEntries(masked) };
}

/** Every text that came from outside by a mark, wherever it ended up. Marks stand there already where a text was never compared. */
function marked(after: unknown, before: unknown, known: Known): unknown {
  if (typeof after === 'string') {
    if (!known.given.has(after)) return after;
    return before === undefined || before === after ? SECRET : ANOTHER_SECRET;
  }
  if (Array.isArray(after))
    return after.map((item: unknown, index) => marked(item, memberOf(before, String(index)), known));
  const fields = openObject.safeParse(after).data;
  if (fields === undefined) return after;
  return Object.fromEntries(
    Object.entries(fields).map(([key, inner]) => [key, marked(inner, memberOf(before, key), known)]),
  );
}

/** All texts at and below what came from outside: the schema may have made a list of one. */
function knownOf({ stated, secrets }: Manifest): Known {
  const given = new Set(
    [...secrets].flatMap((pointer) => textsOf(valueAt({ spec: stated }, steps(pointer)))),
  );
  const literal = new Set(textsOf(stated).filter((text) => !given.has(text)));
  return { literal, given };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  return step === undefined ? value : valueAt(memberOf(value, step), rest);
}

function memberOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return openObject.safeParse(value).data?.[step];
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
