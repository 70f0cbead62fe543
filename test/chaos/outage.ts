import type { AcceptedEvent } from './publisher.js';
import type { Receipt } from './receiver.js';
import { expectedDeliveries } from './scenario.js';
import type { Violation } from './verify-receipts.js';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether a delivery that began within the span arrived within it. */
export function hasDelivered(
  accepted: readonly AcceptedEvent[],
  receipts: ReadonlyMap<string, Receipt>,
  span: Span,
): boolean {
  return meanwhile(accepted, receipts, span).came.length > 0;
}

/** What happened while Postgres was down: deliveries must go on, also of events that came in meanwhile. */
export function outageFigures(
  accepted: readonly AcceptedEvent[],
  receipts: ReadonlyMap<string, Receipt>,
  outage: Span,
): { readonly figures: Record<string, number>; readonly violations: Violation[] } {
  const { isDuring, due, came } = meanwhile(accepted, receipts, outage);
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

function meanwhile(
  accepted: readonly AcceptedEvent[],
  receipts: ReadonlyMap<string, Receipt>,
  { from, to }: Span,
) {
  const isDuring = (at: number) => at >= from && at < to;
  const due = [...expectedDeliveries(accepted.filter(({ acceptedAt }) => isDuring(acceptedAt))).keys()];
  const came = due.filter((key) => isDuring(receipts.get(key)?.firstAt ?? 0));
  return { isDuring, due, came };
}
