import { memberOf, type Json } from '../json-value.js';
import { firstText, textOf } from './lenient-values.js';

export interface PersonName {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * The three names of a person. No display name: first and last name, else the address. No first or last name: the
 * display name's first word and what follows it; an address is not taken apart.
 */
export function splitName(source: Json, email: string): PersonName {
  const first = textOf(memberOf(source, 'first_name')).trim();
  const last = textOf(memberOf(source, 'last_name')).trim();
  const stated = textOf(memberOf(source, 'name')).trim();
  const name = firstText(stated, `${first} ${last}`.trim(), email);
  if (stated === '' || (first !== '' && last !== '')) return { name, firstName: first, lastName: last };
  if (first !== '') return { name, firstName: first, lastName: without(stated, first, 'start') };
  if (last !== '') return { name, firstName: without(stated, last, 'end'), lastName: last };
  const [, firstWord = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(stated) ?? [];
  return { name, firstName: firstWord, lastName: rest };
}

function without(name: string, part: string, where: 'start' | 'end'): string {
  if (where === 'start') return name.startsWith(`${part} `) ? name.slice(part.length).trim() : '';
  return name.endsWith(` ${part}`) ? name.slice(0, -part.length).trim() : '';
}
