import { isObject, memberOf, type Json } from '../json-value.js';
import { integerId } from './integer-id.js';
import type { IdKind, IntegerIds } from './integer-ids.js';
import { firstText, textOf, textOrNull } from './lenient-values.js';
import type { Named, Status, Team } from './model.js';

/** Something with an id, a slug and a name; of slug and name one stands in for the other. */
export function readNamed(ids: IntegerIds, kind: IdKind, value: Json): Named {
  return { id: integerId(ids, kind, memberOf(value, 'id')), ...readSlugAndName(value) };
}

/** A bare text is the name. */
export function readSlugAndName(value: Json): { readonly slug: string; readonly name: string } {
  const slug = textOf(memberOf(value, 'slug'));
  const name = firstText(memberOf(value, 'name'), value, slug);
  return { slug: slug === '' ? slugOf(name) : slug, name };
}

export function readStatus(ids: IntegerIds, value: Json): Status {
  return { ...readNamed(ids, 'status', value), base: textOrNull(memberOf(value, 'base')) };
}

export function readTeam(ids: IntegerIds, value: Json): Team | null {
  if (!isObject(value)) return null;
  const id = integerId(ids, 'team', memberOf(value, 'id'));
  const name = textOf(memberOf(value, 'name'));
  if (id === 0 && name === '') return null;
  return { id, name, picture: textOrNull(memberOf(value, 'picture')) };
}

function slugOf(name: string): string {
  return (
    name
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('_') ?? ''
  );
}
