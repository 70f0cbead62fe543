import { FailureError } from '@deskhook/contracts';
import { z } from 'zod';

const cursorSchema = z.object({
  /** The order that the list had: a cursor holds for this order only. */
  sort: z.string(),
  /** Where the last page ended: the value that the list is sorted by, and the id that breaks ties. */
  value: z.string(),
  id: z.string(),
});
export type Cursor = z.infer<typeof cursorSchema>;
export type Position = Omit<Cursor, 'sort'>;

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** An answer travels as one message; the rest is for the envelope. */
const PAGE_BYTES_MAX = 900_000;

/**
 * Makes a page of rows that were read with one row more than the limit, which tells that there is a next page. A page of
 * large items ends early.
 */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  sort: string,
  shape: { readonly item: (row: R) => T; readonly position: (row: R) => Position },
): Page<T> {
  const items = withinBytes(rows.slice(0, limit).map(shape.item));
  const last = rows[items.length - 1];
  const more = rows.length > items.length && last !== undefined;
  return {
    items,
    nextCursor: more ? encodeCursor({ sort, ...shape.position(last) }) : null,
  };
}

/** Where to go on; null for the first page. A cursor that is not ours, or of another order, is a failure. */
export function decodeCursor(text: string | undefined, sort: string): Position | null {
  if (text === undefined) return null;
  const cursor = cursorSchema.safeParse(parse(text));
  if (!cursor.success) throw badCursor('it is not a `nextCursor` of this list');
  if (cursor.data.sort !== sort) throw badCursor(`it belongs to a list sorted by ${cursor.data.sort}`);
  return cursor.data;
}

/** As many items as fit, at least one. */
function withinBytes<T>(items: readonly T[]): T[] {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes > PAGE_BYTES_MAX && index > 0;
  });
  return items.slice(0, end < 0 ? items.length : end);
}

function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function badCursor(why: string): FailureError {
  const detail = `The cursor cannot be used: ${why}; start again without it`;
  return new FailureError({ kind: 'invalid', detail, errors: [{ pointer: '/query/cursor', detail: why }] });
}
