import { listOf, type Json } from '../json-value.js';
import type { IntegerIds } from './integer-ids.js';
import type { Person } from './model.js';
import { readPerson, readPersonOrNull } from './read-person.js';

/** Who gets a copy: a list of people and of bare addresses. Of an address nothing else is known, neither id nor name. */
export function readCopyReaders(ids: IntegerIds, value: Json): Person[] {
  return listOf(value).flatMap((entry) =>
    typeof entry === 'string' ? bareAddress(entry) : (readPersonOrNull(ids, entry, 'client') ?? []),
  );
}

function bareAddress(email: string): Person[] {
  return email === '' ? [] : [{ ...readPerson(() => 0, { email }, 'client'), name: '' }];
}
