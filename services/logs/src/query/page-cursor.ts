import { FailureError } from '@deskhook/contracts';
import { z } from 'zod';

/** Where a page ended in a list that is sorted by instant, newest first: the instant, and what breaks ties. */
const positionSchema = z.tuple([z.iso.datetime(), z.string()]);
export type Position = z.infer<typeof positionSchema>;

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** Makes a page of items that were read with one more than the limit, which tells that there is a next page. */
export function toPage<T>(items: readonly T[], limit: number, positionOf: (item: T) => Position): Page<T> {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  const more = items.length > limit && last !== undefined;
  return { items: kept, nextCursor: more ? encode(positionOf(last)) : null };
}

/** Where to go on; null for the first page. A cursor that is not ours, or of another list, is a failure. */
export function decodeCursor(text: string | undefined, tie = /./): Position | null {
  if (text === undefined) return null;
  const position = positionSchema.safeParse(parse(text));
  if (position.success && tie.test(position.data[1])) return position.data;
  const why = 'it is not a `nextCursor` of this list';
  throw new FailureError({
    kind: 'invalid',
    detail: `The cursor cannot be used: ${why}; start again without it`,
    errors: [{ pointer: '/query/cursor', detail: why }],
  });
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
