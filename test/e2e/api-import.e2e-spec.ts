import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';

/** A trigger of each product as its API gives it, made into a subscription that then fires as the trigger would. */
describe('an imported trigger', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    await world.call('PUT', tenant, { json: {} });
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  const load = (json: object) => world.call('POST', `${tenant}/subscriptions/import`, { json });
  const zendesk = () => ({
    format: 'zendesk',
    trigger: {
      trigger: {
        title: 'Urgent orders',
        active: true,
        conditions: {
          all: [
            { field: 'status', operator: 'less_than', value: 'solved' },
            { field: 'priority', operator: 'value', value: 'urgent' },
          ],
          any: [
            { field: 'current_tags', operator: 'includes', value: 'order refund' },
            { field: 'custom_fields_360001', operator: 'is', value: 'gold' },
          ],
        },
        actions: [
          {
            field: 'notification_webhook',
            value: [
              'wh-1',
              '{"ticket": {{ticket.id}}, "title": "{{ticket.title}}", "plan": "{{ticket.ticket_field_360001}}"}',
            ],
          },
          { field: 'current_tags', value: 'escalated' },
        ],
      },
    },
    webhooks: [{ id: 'wh-1', endpoint: receiver.url, http_method: 'POST', request_format: 'json' }],
    lookups: { custom_fields: { '360001': 'plan' } },
  });

  it('of Zendesk sends the body of its webhook when its conditions are met', async () => {
    const { status, body } = await load(zendesk());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subscription: { name: 'Urgent orders', status: 'active', dialect: 'template' },
      notCarriedOver: [],
    });
    expect(body.subscription.events).toEqual(['ticket.created', 'ticket.fields_changed']);
    expect(body.subscription.actions).toEqual([{ type: 'add_tags', tags: ['escalated'] }]);
    const ticket = (more: object) => ({
      id: 7,
      subject: 'Where is it?',
      status: { slug: 'open' },
      priority: { slug: 'urgent' },
      tags: [{ name: 'order' }],
      custom_fields: [{ id: 9, key: 'plan', value: 'basic' }],
      ...more,
    });
    const changes = [{ field: 'priority', old: 'high', new: 'urgent' }];
    const cases: readonly (readonly [string, object, string])[] = [
      ['ticket.created', { ticket: ticket({}) }, 'fired'],
      ['ticket.created', { ticket: ticket({ tags: [] }) }, 'condition_false'],
      [
        'ticket.updated',
        { ticket: ticket({ id: 8, status: { slug: 'closed' } }), changes },
        'condition_false',
      ],
      ['ticket.updated', { ticket: ticket({ id: 9 }) }, 'type_not_selected'],
      ['ticket.updated', { ticket: ticket({ id: 10 }), changes }, 'fired'],
    ];
    for (const [index, [type, data, reason]] of cases.entries()) {
      const event = { ...anEvent({ type }), id: `case-${index}`, data };
      expect((await world.call('POST', `${tenant}/events`, { json: event })).status).toBe(202);
      await world.soon(
        `${tenant}/events/${event.id}?subscription=${body.subscription.id}`,
        ({ body: shown }) => shown.explanations?.[0]?.reason === reason,
      );
    }
    const requests = await receiver.received(2);
    const bodies = requests.map((request) => JSON.parse(request.body.toString()));
    expect(bodies.toSorted((a, b) => a.ticket - b.ticket)).toEqual([
      { ticket: 7, title: 'Where is it?', plan: 'basic' },
      { ticket: 10, title: 'Where is it?', plan: 'basic' },
    ]);
  });

  it('of Zammad that loses a condition begins inactive, and says what it does not do', async () => {
    const { status, body } = await load({
      format: 'zammad',
      trigger: {
        name: 'Overdue',
        active: true,
        activator: 'action',
        condition: {
          'ticket.state_id': { operator: 'is', value: ['2'] },
          'ticket.mention_user_ids': { operator: 'is', pre_condition: 'current_user.id', value: '' },
        },
        perform: {
          'notification.webhook': { webhook_id: '5' },
          'notification.sms': { recipient: 'ticket_owner', body: 'Overdue' },
        },
      },
      webhooks: [
        { id: 5, endpoint: 'https://crm.example.com/', custom_payload: '{"id":"#{ticket.number}"}' },
      ],
      lookups: { 'ticket.state_id': { '2': 'open' } },
    });
    expect(status).toBe(200);
    expect(body.subscription).toMatchObject({ status: 'inactive', urls: ['https://crm.example.com/'] });
    expect(body.subscription.condition.all[0]).toEqual({ field: 'ticket.status', op: 'eq', value: 'open' });
    expect(body.notCarriedOver.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/condition/ticket.mention_user_ids',
      '/perform/notification.sms',
    ]);
  });

  it.each(['zendesk', 'zammad'])('of %s fills every placeholder that it knows', async (format) => {
    const names = PLACEHOLDERS[format] ?? [];
    const [open, close] = format === 'zendesk' ? ['{{', '}}'] : ['#{', '}'];
    const payload = JSON.stringify(Object.fromEntries(names.map((name) => [name, `${open}${name}${close}`])));
    const webhook = { id: 'all', endpoint: receiver.url, custom_payload: payload };
    const actions = [{ field: 'notification_webhook', value: ['all', payload] }];
    const trigger =
      format === 'zendesk'
        ? { title: 'All', actions }
        : { name: 'All', condition: {}, perform: { 'notification.webhook': { webhook_id: 'all' } } };
    const imported = await load({ format, trigger, webhooks: [webhook], dryRun: true });
    expect(imported.body.input).toMatchObject({ dialect: 'template' });
    const event = (await world.call('GET', '/v1/event-types/reply.created/sample')).body;
    const json = { subscription: imported.body.input, event: event.event ?? event };
    const { body } = await world.call('POST', `${tenant}/subscriptions/preview`, { json });
    const filled: Readonly<Record<string, unknown>> = JSON.parse(body.request.body);
    expect(Object.keys(filled).filter((name) => filled[name] === '' || filled[name] === null)).toEqual([]);
    expect(Object.keys(filled)).toEqual(names);
  });
});

const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  zendesk:
    'ticket.id ticket.title ticket.description ticket.url ticket.status ticket.priority ticket.ticket_type ticket.via ticket.tags ticket.group.name ticket.organization.name ticket.created_at ticket.latest_comment ticket.latest_comment_html ticket.requester.name ticket.requester.email ticket.assignee.name ticket.ticket_field_24 current_user.name current_user.organization.name'.split(
      ' ',
    ),
  zammad:
    'ticket.id ticket.number ticket.title ticket.state.name ticket.priority.name ticket.group.name ticket.organization.name ticket.tags ticket.created_at article.id article.body article.from article.created_at notification.link ticket.customer.fullname ticket.customer.email ticket.owner.firstname current_user.lastname article.created_by.email'.split(
      ' ',
    ),
};
