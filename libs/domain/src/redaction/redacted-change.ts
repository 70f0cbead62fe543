import { foldText } from '../condition/value-key.js';
import type { Members } from './without-field.js';

/** A field that is left out, by the names that changes of it may be reported by. */
export interface RedactedName {
  /** Segments without what it belongs to (`ticket.`), folded; each in all its names. */
  readonly segments: readonly (readonly string[])[];
}

const OWNER_PREFIX = /^(?:data\.)?(?:(?:ticket|user|article)\.)?(?:flags\.|custom_fields\.)?/;
const CAMEL = /([a-z])([A-Z])/g;
const SEPARATORS = /[._\s-]+/g;
/** What tells which field a change is of, and nothing of its values. */
const NAMING: ReadonlySet<string> = new Set([
  'field',
  'slug',
  'key',
  'id',
  'rule_id',
  'line',
  'type',
  'label',
  'criteria',
  'operator',
]);
/** `old_slug` is the slug of what it was. A label may be anything. */
const TELLING = /^(?:old|new)_(id|slug|base)s?$/;
const CLOSEST_MEMBER: Readonly<Record<string, ReadonlySet<string>>> = {
  id: new Set(['id', 'external_id']),
  slug: new Set(['slug']),
  base: new Set(['base']),
};

/**
 * An entry of `changes[]` (or of a trigger's `matched[]`) with nothing of redacted fields. A change of a redacted field, or
 * of something within one, keeps its names. A change of what holds a redacted field (the requester, where the e-mail address is
 * redacted) keeps ids, slugs and bases as well: the values themselves are in whatever form the helpdesk chose.
 */
export function redactedChange(entry: Members, redacted: readonly RedactedName[]): Members {
  const names = namesOf(entry);
  const hits = redacted.flatMap(({ segments }) => names.flatMap((name) => relation(name, segments) ?? []));
  if (hits.length === 0) return entry;
  const leaves = hits.filter((hit) => hit.kind === 'holds').map((hit) => hit.leaf);
  const isKept = (member: string) =>
    NAMING.has(member) || (leaves.length === hits.length && leaves.every((leaf) => tells(member, leaf)));
  return Object.fromEntries(Object.entries(entry).filter(([member]) => isKept(member)));
}

type Relation = { readonly kind: 'whole' } | { readonly kind: 'holds'; readonly leaf: string };

/** How a changed field and a redacted one lie to each other; null: they have nothing to do with each other. */
function relation(changed: string, segments: RedactedName['segments']): Relation | null {
  const own = joined(changed);
  let heads: readonly string[] = [''];
  for (const [at, names] of segments.entries()) {
    heads = heads.flatMap((head) => names.map((name) => joined(head === '' ? name : `${head}.${name}`)));
    const isLast = at === segments.length - 1;
    if (isLast && heads.some((head) => own === head || own.startsWith(`${head}.`))) return { kind: 'whole' };
    if (!isLast && heads.includes(own)) return { kind: 'holds', leaf: segments.at(-1)?.[0] ?? '' };
  }
  return null;
}

function tells(member: string, leaf: string): boolean {
  const told = TELLING.exec(member)?.[1];
  return told !== undefined && CLOSEST_MEMBER[told]?.has(leaf) === false;
}

/** `requester_email`, `requester-email` and `requester.email` are one name. */
function joined(name: string): string {
  return name.replaceAll(SEPARATORS, '.');
}

/** `data.ticket.primaryAgent` is `primary_agent`. */
function namesOf(entry: Members): string[] {
  return ['field', 'slug', 'key', 'id']
    .map((member) => entry[member])
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .map((name) => foldText(String(name).replaceAll(CAMEL, '$1_$2')).replace(OWNER_PREFIX, ''));
}
