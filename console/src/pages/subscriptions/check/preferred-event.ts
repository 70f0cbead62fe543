import type { EventSummary } from '../../../api/types.js';
import { coveredBy } from '../event-tree/selection.js';

/** What events are derived from: it may stand for any change of a ticket. */
const MOTHER = 'ticket.updated';

/** The newest event that a subscription selects; else the newest from which such a one may follow; else the newest. */
export function preferredEvent(
  events: readonly EventSummary[],
  selectors: readonly string[],
): EventSummary | undefined {
  const isSelected = ({ type }: EventSummary) =>
    selectors.includes(type) || coveredBy(selectors, type) !== null;
  return events.find(isSelected) ?? events.find(({ type }) => type === MOTHER) ?? events[0];
}
