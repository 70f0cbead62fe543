import { listOf, memberOf, type Json } from '../json-value.js';
import { firstText } from './lenient-values.js';

/** The addresses of a list whose entries are texts or people. */
export function readAddresses(value: Json): string[] {
  return listOf(value)
    .map((entry) => firstText(entry, memberOf(entry, 'email')))
    .filter((address) => address !== '');
}
