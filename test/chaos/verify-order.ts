import type { Receipt } from './receiver.js';
import { deliveryKey, SUBSCRIPTIONS, type EventFacts } from './scenario.js';
import type { Violation } from './verify-receipts.js';

/** An event with its place in EVENTS. */
export interface OrderedEvent extends EventFacts {
  readonly sequence: number;
}

/**
 * Looks at the subscriptions that promise order: nothing of a ticket's next event comes to a URL before the event before it
 * was taken there, over all retries (contract, section 3).
 */
export function verifyOrder(
  events: readonly OrderedEvent[],
  receipts: ReadonlyMap<string, Receipt>,
): Violation[] {
  const ordered = [...events].sort((a, b) => a.sequence - b.sequence);
  return SUBSCRIPTIONS.filter(({ delivery }) => delivery.ordering === 'ticket').flatMap(({ tenant, paths }) =>
    paths.flatMap((path) =>
      orderFaults(
        path,
        ordered.filter((event) => event.tenant === tenant && receipts.has(deliveryKey(path, event.id))),
        receipts,
      ),
    ),
  );
}

function orderFaults(
  path: string,
  events: readonly OrderedEvent[],
  receipts: ReadonlyMap<string, Receipt>,
): Violation[] {
  const last = new Map<number, { readonly key: string; readonly accepted: number }>();
  const violations: Violation[] = [];
  for (const { id, ticketId } of events) {
    const key = deliveryKey(path, id);
    const receipt = receipts.get(key);
    const before = last.get(ticketId);
    if (receipt === undefined) continue;
    if (before !== undefined && receipt.first < before.accepted) {
      const detail = `request ${receipt.first} came before ${before.key} was taken by request ${before.accepted}`;
      violations.push({ kind: 'order', about: key, detail });
    }
    last.set(ticketId, { key, accepted: receipt.firstAccepted ?? Number.POSITIVE_INFINITY });
  }
  return violations;
}
