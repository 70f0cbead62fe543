import { randomBytes } from 'node:crypto';
import { ID_RANDOM_BYTES, sortableId } from '@deskhook/domain';

/** A new id such as `sub_01jd…`, which sorts by the time it was made. */
export function newId(prefix: 'sub' | 'key' | 'cal' | 'sla' | 'con' | 'aud', at: Date): string {
  return sortableId(prefix, at.getTime(), randomBytes(ID_RANDOM_BYTES));
}
