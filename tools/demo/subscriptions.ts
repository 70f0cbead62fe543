import {
  eventReader,
  MatchingIndex,
  NO_CALENDARS,
  parseCondition,
  type ConditionInput,
} from '@deskhook/domain';
import { z } from 'zod';
import type { GatewayClient } from './gateway-client.js';
import type { HelpdeskEvent } from './map-event.js';
import type { ReceiverEndpoint } from './receiver.js';

export const tenant = 'demo';

/** Every endpoint also listens to this, so that the demo sees when its subscriptions are in force. */
export const readyEvent = 'custom.demo_ready';

interface DemoSubscription extends ReceiverEndpoint {
  readonly title: string;
  readonly events: readonly string[];
  readonly condition?: ConditionInput;
  readonly actions?: readonly object[];
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
  {
    name: 'release',
    title: 'Demo: release (open bugs of v1.0)',
    events: ['ticket.*'],
    condition: {
      any: [
        { field: 'type', op: 'eq', value: readyEvent },
        {
          all: [
            { field: 'ticket.labels.name', op: 'eq', value: 'bug' },
            { field: 'ticket.status.slug', op: 'ne', value: 'closed' },
            { field: 'ticket.custom_fields.milestone', op: 'eq', value: 'v1.0' },
          ],
        },
      ],
    },
    actions: [{ type: 'add_tags', tags: ['release-blocker'] }],
    flaky: false,
  },
];

const index = new MatchingIndex();
for (const { name: id, events, condition } of demoSubscriptions)
  index.put({ id, tenant, active: true, events, condition: compiled(condition) });

/** How many deliveries an event must lead to. */
export function deliveriesOf({ type, subject, data }: HelpdeskEvent, id: string): number {
  const now = Date.now();
  const event = { id, type, source: 'demo', subject, time: now, hopcount: 0, actorType: null, data };
  return index.match(tenant, type, eventReader(event, { now, workingTime: NO_CALENDARS })).length;
}

function compiled(condition: ConditionInput | undefined) {
  if (condition === undefined) return null;
  const parsed = parseCondition(condition);
  if (!parsed.ok)
    throw new Error(parsed.faults.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '));
  return parsed.condition;
}

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

const settingsOf = ({ name, events, condition, actions, flaky }: DemoSubscription, receiverUrl: string) => ({
  urls: [`${receiverUrl}/hooks/${name}`],
  events: [...events, readyEvent],
  status: 'active',
  condition: condition ?? null,
  actions: actions ?? [],
  ...(flaky ? { delivery: { retrySchedule: ['1s', '2s', '5s'] } } : {}),
});
