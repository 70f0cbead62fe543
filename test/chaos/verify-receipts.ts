import type { Receipt } from './receiver.js';
import type { ExpectedDelivery } from './scenario.js';

/** Something that must not be, with the ids that help to find out why. */
export interface Violation {
  readonly kind:
    | 'lost'
    | 'unexpected'
    | 'not-accepted'
    | 'webhook-id'
    | 'body'
    | 'signature'
    | 'log'
    | 'dead-letter'
    | 'process'
    | 'not-quiet'
    | 'outage'
    | 'view'
    | 'order'
    | 'rate'
    | 'duplicate'
    | 'unexplained';
  /** Event id, delivery id or process that it is about. */
  readonly about: string;
  readonly detail: string;
}

/** Compares what the receiver got with what had to come. */
export function verifyReceipts(
  expected: ReadonlyMap<string, ExpectedDelivery>,
  receipts: ReadonlyMap<string, Receipt>,
): Violation[] {
  const violations: Violation[] = [];
  for (const [key, delivery] of expected) {
    const receipt = receipts.get(key);
    if (receipt === undefined) violations.push({ kind: 'lost', about: key, detail: describe(delivery) });
    else violations.push(...faultsOf(key, receipt, delivery));
  }
  for (const [key, receipt] of receipts) {
    if (expected.has(key)) continue;
    const ids = [...receipt.webhookIds].join(', ');
    violations.push({
      kind: 'unexpected',
      about: key,
      detail: `webhook-id ${ids}, ${receipt.requests} requests`,
    });
  }
  return violations;
}

function faultsOf(key: string, receipt: Receipt, { event }: ExpectedDelivery): Violation[] {
  const found: Violation[] = [];
  if (receipt.accepted === 0)
    found.push({ kind: 'not-accepted', about: key, detail: `${receipt.requests} requests, none with 2xx` });
  if (receipt.webhookIds.size !== 1)
    found.push({ kind: 'webhook-id', about: key, detail: [...receipt.webhookIds].join(', ') });
  if (receipt.bodyHashes.size !== 1 || !receipt.bodyHashes.has(event.bodyHash))
    found.push({ kind: 'body', about: key, detail: `${receipt.bodyHashes.size} different bodies` });
  for (const fault of receipt.faults) found.push({ kind: 'signature', about: key, detail: fault });
  return found;
}

function describe({ event, subscription }: ExpectedDelivery): string {
  return `${event.type} of ${event.tenant} for subscription "${subscription.name}" never came`;
}
