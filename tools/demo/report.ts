import type { ReceiptSummary } from './receipts.js';
import { tenant } from './subscriptions.js';

export interface Run {
  readonly events: number;
  readonly expectedDeliveries: number;
  readonly seconds: number;
  readonly summary: ReceiptSummary;
}

const count = (value: number): string => value.toLocaleString('en-US');
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** The table at the end of the replay. */
export function table({ events, expectedDeliveries, seconds, summary }: Run): string {
  const perSecond = (events / seconds).toFixed(0);
  const rows = [
    ['Events', count(events), `replayed in ${seconds.toFixed(1)} s, ${perSecond} a second`],
    [
      'Deliveries',
      count(summary.deliveries),
      `of ${count(expectedDeliveries)} that the subscriptions call for`,
    ],
    ['Verified', count(summary.verified), 'signatures checked with the npm package standardwebhooks'],
    ['Retried', count(summary.retried), 'refused with 503 at first, delivered later'],
    ['Duplicates', count(summary.duplicates), 'sent again after they had been accepted'],
    ['p50', ms(summary.p50Ms), 'from publish to receipt'],
    ['p99', ms(summary.p99Ms), 'from publish to receipt'],
  ] as const;
  return rows.map(([name, value, note]) => `  ${name.padEnd(12)}${value.padStart(10)}   ${note}`).join('\n');
}

/** What of the replay the commands look at. */
export interface Examples {
  readonly deliveryId: string | undefined;
  /** A ticket as events name it in their subject. */
  readonly ticket: string;
}

/** Addresses to open and commands to try, ready to paste. */
export function whatNext(gatewayUrl: string, rootKey: string, { deliveryId, ticket }: Examples): string {
  const base = `${gatewayUrl}/v1/tenants/${tenant}`;
  const curl = `curl -sS -H 'Authorization: Bearer ${rootKey}'`;
  const event = JSON.stringify({
    specversion: '1.0',
    id: `by-hand-${Date.now().toString(36)}`,
    source: '/me',
    type: 'ticket.created',
    data: { ticket: { id: 1, subject: 'Made by hand' } },
  });
  const json = "-H 'Content-Type: application/cloudevents+json'";
  return [
    'Open:',
    `  console    ${gatewayUrl}`,
    `             sign in with the root key ${rootKey}`,
    `  reference  ${gatewayUrl}/docs`,
    '',
    'Try next:',
    '  # the latest deliveries',
    `  ${curl} '${base}/deliveries?limit=5'`,
    ...(deliveryId === undefined
      ? []
      : [
          '  # one that was refused at first, with every attempt',
          `  ${curl} '${base}/deliveries/${deliveryId}'`,
        ]),
    '  # publish an event yourself; the receiver below tells when it arrives',
    `  ${curl} ${json} -d '${event}' '${base}/events'`,
    '  # what could not be accepted, and why',
    `  ${curl} '${base}/dead-letters'`,
    '  # the subscriptions',
    `  ${curl} '${base}/subscriptions'`,
    '  # the SLA clocks of a ticket',
    `  ${curl} '${base}/${ticket}/sla'`,
  ].join('\n');
}
