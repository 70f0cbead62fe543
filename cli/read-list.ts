import type { Page, Query, Reads } from './api-client.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Session } from './session.js';
import type { Column } from './table.js';

/** A list of the API: where it is, what its pages look like, and how much of it is wanted. */
export interface ListAsked<T> {
  readonly path: string;
  readonly page: Reads<Page<T>>;
  readonly query: Query;
  readonly limit: number;
  readonly columns: readonly Column<T>[];
}

/** Writes a list up to its limit; on Ctrl-C what was read of it so far. */
export async function writeList<T>(
  { api, output, surroundings: { interrupted } }: Session,
  { path, page, query, limit, columns }: ListAsked<T>,
): Promise<ExitCode> {
  const found: T[] = [];
  try {
    for await (const one of api.items(path, page, query, limit, interrupted)) {
      found.push(one);
      output.item(one);
    }
  } catch (error) {
    if (!interrupted.aborted) throw error;
  }
  output.table(columns, found);
  if (interrupted.aborted) output.note(`(interrupted: the first ${found.length})`);
  else if (found.length === limit) output.note(`(the first ${limit}; --limit shows more)`);
  return interrupted.aborted ? EXIT.interrupted : EXIT.ok;
}
