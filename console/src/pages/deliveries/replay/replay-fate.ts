import type { Delivery, DeliveryStatus, Replay } from '../../../api/types.js';
import type { DeliverySearch } from '../delivery-search.js';

/** How those that changed since a replay began stand now. */
export type Fate = Readonly<Record<DeliveryStatus, number>>;

/** In the order in which they are told. */
export const FATES = ['delivered', 'pending', 'retrying', 'dead', 'cancelled'] as const;

/**
 * The deliveries that a replay selected, as the list's filters have them: without status, code and error, since it is these that
 * a replay changes.
 */
export function selectedSearch({
  status: _status,
  code: _code,
  error: _error,
  reason: _reason,
  ...filter
}: Replay['filter']): DeliverySearch {
  return filter;
}

/** Counts the deliveries that something happened to since `sinceMs`; what changed before was not sent again. */
export function fateOf(deliveries: readonly Pick<Delivery, 'status' | 'updatedAt'>[], sinceMs: number): Fate {
  const fate = { pending: 0, retrying: 0, delivered: 0, dead: 0, cancelled: 0 };
  for (const { status, updatedAt } of deliveries) if (Date.parse(updatedAt) >= sinceMs) fate[status] += 1;
  return fate;
}
