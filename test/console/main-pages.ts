import { TENANT } from '../support/console-world.js';
import type { Filled } from '../support/console-world-fill.js';

export interface MainPage {
  /** The screenshot's file name, without its ending. */
  readonly name: string;
  readonly path: string;
}

/** Those whose screenshots stand in the README and the documentation. */
export const DOCUMENTED: ReadonlySet<string> = new Set([
  'overview',
  'subscriptions',
  'subscription-edit',
  'delivery',
  'event',
  'ticket',
]);

/** The pages that everybody sees who works with the console, on the data of `fill`. */
export function mainPages(filled: Filled): readonly MainPage[] {
  const base = `/t/${TENANT}`;
  const subscription = `${base}/subscriptions/${filled.subscription('billing')}`;
  return [
    { name: 'overview', path: base },
    { name: 'subscriptions', path: `${base}/subscriptions` },
    { name: 'subscription', path: subscription },
    { name: 'subscription-edit', path: `${subscription}/edit` },
    { name: 'subscription-new', path: `${base}/subscriptions/new` },
    { name: 'deliveries', path: `${base}/deliveries` },
    { name: 'delivery', path: `${base}/deliveries/${filled.retrying}` },
    { name: 'delivery-dead', path: `${base}/deliveries/${filled.dead}` },
    { name: 'replays', path: `${base}/replays` },
    { name: 'events', path: `${base}/events` },
    { name: 'event', path: `${base}/events/${filled.event}` },
    { name: 'sla', path: `${base}/sla` },
    { name: 'sla-policies', path: `${base}/sla/policies` },
    { name: 'sla-policy', path: `${base}/sla/policies/priority` },
    { name: 'calendar', path: `${base}/sla/calendars/office` },
    { name: 'ticket', path: `${base}/tickets/${filled.ticket}` },
    { name: 'dead-letters', path: `${base}/dead-letters` },
    { name: 'dead-letter', path: `${base}/dead-letters/${filled.deadLetter}` },
    { name: 'settings', path: `${base}/settings` },
    { name: 'api-keys', path: `${base}/settings/api-keys` },
    { name: 'audit-log', path: `${base}/settings/audit-log` },
  ];
}
