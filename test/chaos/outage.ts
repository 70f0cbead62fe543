import type { AcceptedEvent } from './publisher.js';
import type { Receipt } from './receiver.js';
import { expectedDeliveries } from './scenario.js';
import type { Violation } from './verify-receipts.js';

/** What happened while Postgres was down: deliveries must go on, also of events that came in meanwhile. */
export function outageFigures(
  accepted: readonly AcceptedEvent[],
  receipts: ReadonlyMap<string, Receipt>,
  outage: { readonly from: number; readonly to: number },
): { readonly figures: Record<string, number>; readonly violations: Violation[] } {
  const isDuring = (at: number) => at >= outage.from && at < outage.to;
  const due = [...expectedDeliveries(accepted.filter(({ acceptedAt }) => isDuring(acceptedAt))).keys()];
  const came = due.filter((key) => isDuring(receipts.get(key)?.firstAt ?? 0));
  const all = [...receipts.values()].filter(({ firstAt }) => isDuring(firstAt));
  const figures = {
    'ms without Postgres': outage.to - outage.from,
    'deliveries begun meanwhile': due.length,
    'of them received meanwhile': came.length,
    'first receipts meanwhile': all.length,
  };
  if (came.length > 0) return { figures, violations: [] };
  const detail = `none of ${due.length} deliveries of the time without Postgres came before it was back`;
  return { figures, violations: [{ kind: 'outage', about: 'postgres', detail }] };
}
