import { dialect, triggersOf } from '@deskhook/dialects';
import { z } from 'zod';
import type { DemoDialect } from './dialect-readers.js';
import type { GatewayClient } from './gateway-client.js';
import type { HelpdeskEvent } from './map-event.js';
import { putSubscription, tenant } from './subscriptions.js';

/** What the customers of each helpdesk have subscribed to, by the vendor's own names where it has some. */
const selections: Readonly<Record<DemoDialect, readonly string[]>> = {
  supportcandy: ['create-ticket', 'change-assignee', 'reply-ticket', 'change-ticket-fields', 'close-ticket'],
  supportbee: ['ticket.*', 'reply.*'],
  supportgenix: ['on_tckt_create', 'on_tckt_replied', 'on_tckt_closed'],
  movidesk: ['ticket.created', 'ticket.closed', 'reply.created'],
  shahiassist: ['ticket.created', 'ticket.reply_added', 'ticket.assigned', 'ticket.closed'],
};

/** Movidesk signs nothing: its receivers tell a genuine request by a token in the address. */
const movideskToken = 'demo-token';

/** How many deliveries an event must lead to in a dialect. */
export function dialectDeliveriesOf(name: DemoDialect, event: HelpdeskEvent, id: string): number {
  const facts = { id, type: event.type, stateChange: id, actorType: null, data: event.data };
  return triggersOf(dialect(name), selections[name], facts, {}).length;
}

/** Makes one subscription for each receiver; answers what each of them verifies with. */
export async function ensureDialectSubscriptions(
  gateway: GatewayClient,
  urls: ReadonlyMap<DemoDialect, string>,
): Promise<ReadonlyMap<DemoDialect, string>> {
  await gateway.call('PATCH', `/v1/tenants/${tenant}`, z.unknown(), { siteUrl: 'https://helpdesk.example' });
  const secrets = new Map<DemoDialect, string>();
  for (const [name, url] of urls) {
    const title = `Demo: ${dialect(name).title}`;
    const address = name === 'movidesk' ? `${url}?token=${movideskToken}` : url;
    const body = { urls: [address], events: selections[name], dialect: name, status: 'active' };
    const { secret } = await putSubscription(gateway, title, body);
    secrets.set(name, secret ?? movideskToken);
  }
  return secrets;
}
