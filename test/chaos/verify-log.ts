import type { LoggedAttempts, LoggedDelivery } from './log-reader.js';
import type { Receipt } from './receiver.js';
import { deliveryKey, type ExpectedDelivery } from './scenario.js';
import type { Violation } from './verify-receipts.js';

export interface LogInput {
  readonly expected: ReadonlyMap<string, ExpectedDelivery>;
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly logged: readonly LoggedDelivery[];
  /** Attempts of those deliveries that were looked at more closely. */
  readonly attempts: readonly LoggedAttempts[];
  /** Subscription ids by path. */
  readonly subscriptionIds: ReadonlyMap<string, string>;
  readonly receiverUrl: string;
}

/** Compares the log with what had to come and with what the receiver got. */
export function verifyLog(input: LogInput): Violation[] {
  const { expected, logged, receiverUrl } = input;
  const rows = new Map<string, LoggedDelivery[]>();
  for (const row of logged) {
    const key = deliveryKey(row.url.slice(receiverUrl.length), row.eventId);
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  const violations: Violation[] = [];
  for (const [key, delivery] of expected)
    violations.push(...rowFaults(key, delivery, rows.get(key) ?? [], input));
  for (const [key, found] of rows)
    if (!expected.has(key))
      violations.push(fault(key, `unexpected row ${found[0]?.id} (${found[0]?.status})`));
  return [...violations, ...attemptFaults(input)];
}

function rowFaults(
  key: string,
  delivery: ExpectedDelivery,
  rows: readonly LoggedDelivery[],
  { receipts, subscriptionIds }: LogInput,
): Violation[] {
  const [row] = rows;
  if (row === undefined || rows.length > 1) return [fault(key, `${rows.length} rows instead of one`)];
  const receipt = receipts.get(key);
  const wrong: string[] = [];
  if (row.status !== 'delivered') wrong.push(`status ${row.status} (${row.reason ?? 'no reason'})`);
  if (row.attemptCount < 1) wrong.push('no attempt');
  if (row.type !== delivery.event.type) wrong.push(`type ${row.type}`);
  if (row.subscriptionId !== subscriptionIds.get(delivery.path))
    wrong.push(`subscription ${row.subscriptionId}`);
  if (receipt !== undefined && !receipt.webhookIds.has(row.id)) wrong.push(`the receiver saw another id`);
  if (receipt !== undefined && row.attemptCount > receipt.requests)
    wrong.push(`${row.attemptCount} attempts, but ${receipt.requests} requests came`);
  return wrong.length === 0 ? [] : [fault(key, `delivery ${row.id}: ${wrong.join(', ')}`)];
}

function attemptFaults({ attempts, logged, expected, receiverUrl }: LogInput): Violation[] {
  const byId = new Map(logged.map((row) => [row.id, row]));
  return attempts.flatMap((found) => {
    const row = byId.get(found.deliveryId);
    const key = row === undefined ? '' : deliveryKey(row.url.slice(receiverUrl.length), row.eventId);
    const bodyHash = expected.get(key)?.event.bodyHash;
    const wrong: string[] = [];
    if (found.numbers.length !== row?.attemptCount) wrong.push(`${found.numbers.length} attempts listed`);
    if (new Set(found.numbers).size !== found.numbers.length) wrong.push('an attempt is listed twice');
    if (found.succeeded === 0) wrong.push('delivered without a successful attempt');
    if (found.bodyHashes.some((one) => one !== bodyHash)) wrong.push('a body is not the one that was sent');
    return wrong.length === 0 ? [] : [fault(key, `delivery ${found.deliveryId}: ${wrong.join(', ')}`)];
  });
}

const fault = (about: string, detail: string): Violation => ({ kind: 'log', about, detail });
