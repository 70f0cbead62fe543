import { phpDateTime } from '../encoding/php-date-time.js';

/** As WordPress stores instants; empty when there is none. */
export function dateTime(at: number | null): string {
  return at === null ? '' : phpDateTime(at);
}
