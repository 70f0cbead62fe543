import type { LoggedEvent, Publication } from '@deskhook/contracts';
import type { PublicationRow } from './event-log.repository.js';

/**
 * What came of each time that an id was published, the first time first: the first that was not refused is the event, and
 * the later ones make no delivery of their own.
 */
export function publications(
  rows: readonly PublicationRow[],
): Pick<LoggedEvent, 'refusal' | 'publicationCount' | 'publications'> {
  const evaluated = rows.find(({ refusal }) => refusal === null);
  return {
    refusal: evaluated === undefined ? (rows.at(-1)?.refusal ?? null) : null,
    publicationCount: rows[0]?.count ?? 0,
    publications: rows.map((row) => publication(row, evaluated)),
  };
}

function publication(row: PublicationRow, evaluated: PublicationRow | undefined): Publication {
  const { receivedAt, refusal } = row;
  if (refusal !== null)
    return { receivedAt, outcome: 'refused', detail: `It is a dead letter: ${refusal.detail}.` };
  if (row === evaluated)
    return { receivedAt, outcome: 'evaluated', detail: 'The subscriptions were asked for this one.' };
  const detail = `The id was published before, at ${evaluated?.receivedAt}: this one makes no delivery of its own.`;
  return { receivedAt, outcome: 'deduplicated', detail };
}
