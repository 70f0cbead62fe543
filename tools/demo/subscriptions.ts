import { SubscriptionIndex } from '@deskhook/domain';
import { z } from 'zod';
import type { GatewayClient } from './gateway-client.js';
import type { ReceiverEndpoint } from './receiver.js';

export const tenant = 'demo';

/** Every endpoint also listens to this, so that the demo sees when its subscriptions are in force. */
export const readyEvent = 'custom.demo_ready';

interface DemoSubscription extends ReceiverEndpoint {
  readonly title: string;
  readonly events: readonly string[];
}

export const demoSubscriptions: readonly DemoSubscription[] = [
  { name: 'crm', title: 'Demo: CRM (all of a ticket)', events: ['ticket.*'], flaky: false },
  {
    name: 'chat',
    title: 'Demo: chat (new and closed)',
    events: ['ticket.created', 'ticket.closed'],
    flaky: false,
  },
  { name: 'replies', title: 'Demo: replies', events: ['reply.created'], flaky: false },
  {
    name: 'staffing',
    title: 'Demo: staffing (fails now and then)',
    events: ['ticket.assigned', 'ticket.unassigned', 'ticket.fields_changed'],
    flaky: true,
  },
];

const index = new SubscriptionIndex();
for (const { name: id, events } of demoSubscriptions) index.put({ id, tenant, active: true, events });

/** How many deliveries an event must lead to. */
export const deliveriesOf = (type: string): number => index.match(tenant, type).length;

const subscriptionSchema = z.object({ id: z.string(), name: z.string(), secret: z.string().nullish() });
const pageSchema = z.object({ items: z.array(subscriptionSchema) });

/** Makes the tenant and its subscriptions, or takes those of an earlier start; answers their secrets. */
export async function ensureSubscriptions(
  gateway: GatewayClient,
  receiverUrl: string,
): Promise<ReadonlyMap<string, string>> {
  await gateway.call('PUT', `/v1/tenants/${tenant}`, z.unknown(), { name: 'Demo helpdesk' });
  const secrets = new Map<string, string>();
  for (const wanted of demoSubscriptions) {
    const { secret } = await putSubscription(gateway, wanted.title, settingsOf(wanted, receiverUrl));
    if (secret == null) throw new Error(`the subscription "${wanted.title}" has no secret`);
    secrets.set(wanted.name, secret);
  }
  return secrets;
}

/** Makes the subscription of that name, or brings that of an earlier start up to date. */
export async function putSubscription(
  gateway: GatewayClient,
  name: string,
  settings: object,
): Promise<z.infer<typeof subscriptionSchema>> {
  const path = `/v1/tenants/${tenant}/subscriptions`;
  const existing = (await gateway.call('GET', `${path}?limit=200`, pageSchema)).items;
  const known = existing.find((subscription) => subscription.name === name);
  return known === undefined
    ? gateway.call('POST', path, subscriptionSchema, { name, ...settings })
    : gateway.call('PATCH', `${path}/${known.id}`, subscriptionSchema, settings);
}

const settingsOf = ({ name, events, flaky }: DemoSubscription, receiverUrl: string) => ({
  urls: [`${receiverUrl}/hooks/${name}`],
  events: [...events, readyEvent],
  status: 'active',
  ...(flaky ? { delivery: { retrySchedule: ['1s', '2s', '5s'] } } : {}),
});
