import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { draftSchema } from '@deskhook/contracts';
import { SecretBox, subscriptionSecretContext, type RpcClient } from '@deskhook/runtime';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { connectRpc } from '../support/rpc.js';

const SUBSCRIPTIONS = '/v1/tenants/acme/subscriptions';
const IMPORT = `${SUBSCRIPTIONS}/import`;
const webhook = {
  id: '01H2',
  name: 'Orders',
  endpoint: 'https://orders.example.com/zendesk',
  http_method: 'POST',
};
const calls = { field: 'notification_webhook', value: [webhook.id, '{"id": {{ticket.id}}}'] };
const created = { field: 'update_type', operator: 'is', value: 'Create' };

function zendesk(all: readonly object[] = [], actions: readonly object[] = [calls]) {
  return {
    trigger: {
      id: 7,
      title: 'Tell the orders',
      active: true,
      conditions: { all: [created, ...all], any: [] },
      actions,
    },
  };
}

describe('subscriptions that are not written by hand', () => {
  let world: ApiWorld;
  let rpc: RpcClient;
  beforeAll(async () => {
    world = await startApiWorld();
    await world.keyFor('acme', 'viewer');
    rpc = await connectRpc(world.nats.url);
  });
  afterAll(async () => {
    rpc.close();
    await world.close();
  });
  const imported = (json: object) => world.call('POST', IMPORT, { json });
  const count = async () => (await world.call('GET', `${SUBSCRIPTIONS}?limit=200`)).body.items.length;

  describe('from a trigger', () => {
    it('deliver where they are told, be it one text as for other subscriptions', async () => {
      const urls = 'https://example.com/one, https://example.com/two';
      const asked = { format: 'zendesk', trigger: zendesk(), webhooks: [webhook], dryRun: true, urls };
      const { status, body } = await imported(asked);
      expect(status).toBe(200);
      expect(body.input.urls).toEqual(['https://example.com/one', 'https://example.com/two']);
    });

    it('are what POST makes of the input that is shown', async () => {
      const trigger = zendesk([{ field: 'priority', operator: 'is', value: 'high' }]);
      const { status, body } = await imported({ format: 'zendesk', trigger, webhooks: [webhook] });
      expect(status).toBe(200);
      expect(body.notCarriedOver).toEqual([]);
      expect(body.subscription).toMatchObject({
        name: 'Tell the orders',
        status: 'active',
        urls: [webhook.endpoint],
        events: ['ticket.created'],
        condition: { field: 'ticket.priority', op: 'eq', value: 'high' },
        dialect: 'template',
      });
      const path = `${SUBSCRIPTIONS}/${body.subscription.id}`;
      expect((await world.call('GET', path)).body).toEqual(body.subscription);
      const again = await world.call('POST', SUBSCRIPTIONS, { json: body.input });
      const { id: _a, secret: _b, createdAt: _c, updatedAt: _d, ...same } = again.body;
      expect(body.subscription).toMatchObject(same);
    });

    it('are inactive where a condition is lost, and say which', async () => {
      const trigger = zendesk([{ field: 'satisfaction_score', operator: 'is', value: 'bad' }]);
      const { body } = await imported({ format: 'zendesk', trigger, webhooks: [webhook] });
      expect(body.subscription.status).toBe('inactive');
      expect(body.notCarriedOver).toEqual([
        { pointer: '/trigger/conditions/all/1', detail: expect.stringContaining('satisfaction_score') },
      ]);
    });

    it('are only shown by a dry run', async () => {
      const before = await count();
      const dry = await imported({ format: 'zendesk', trigger: zendesk(), dryRun: true });
      expect([dry.status, dry.body.subscription]).toEqual([200, null]);
      expect(dry.body.input).toMatchObject({ urls: [], events: ['ticket.created'] });
      expect(dry.body.notCarriedOver).not.toEqual([]);
      const nowhere = await imported({ format: 'zendesk', trigger: zendesk() });
      expect(nowhere.status).toBe(422);
      expect(nowhere.body).toMatchObject({
        errors: [{ pointer: '/urls', detail: expect.stringContaining('webhooks') }],
        input: dry.body.input,
        notCarriedOver: dry.body.notCarriedOver,
      });
      const somewhere = await imported({
        format: 'zendesk',
        trigger: zendesk(),
        urls: ['https://example.com/z'],
      });
      expect(somewhere.body.subscription.urls).toEqual(['https://example.com/z']);
      expect(await count()).toBe(before + 1);
    });

    it('are refused with a pointer to what is wrong', async () => {
      const before = await count();
      const none = await imported({ format: 'zendesk', trigger: { nothing: 1 }, dryRun: true });
      expect(none.status).toBe(422);
      expect(none.body.errors[0].pointer).toMatch(/^\/trigger/);
      const json = { format: 'zendesk', trigger: zendesk(), urls: ['https://10.0.0.1/'] };
      const inside = await imported(json);
      expect(inside.body.errors).toEqual([
        { pointer: '/urls/0', detail: expect.stringContaining('not reachable') },
      ]);
      expect((await imported({ ...json, dryRun: true })).body.errors).toEqual(inside.body.errors);
      expect((await imported({ format: 'jira', trigger: {} })).body.errors[0].pointer).toBe('/format');
      expect(await count()).toBe(before);
    });

    it('come from Zammad too, with a name that fits', async () => {
      const trigger = {
        id: 11,
        name: 'n'.repeat(250),
        active: true,
        activator: 'action',
        execution_condition_mode: 'always',
        condition: { 'ticket.action': { operator: 'is', value: 'create' } },
        perform: { 'notification.webhook': { webhook_id: '3' } },
      };
      const webhooks = [
        { id: 3, name: 'CRM', endpoint: 'https://crm.example.com/', ssl_verify: true, active: true },
      ];
      const { body } = await imported({ format: 'zammad', trigger, webhooks });
      expect(body.subscription).toMatchObject({ status: 'active', events: ['ticket.created'] });
      expect(trigger.name.startsWith(body.subscription.name)).toBe(true);
      expect(body.notCarriedOver.at(-1)).toMatchObject({ detail: expect.stringContaining('too long') });
    });
  });

  describe('as drafts', () => {
    const draft = (input: object) =>
      rpc.call('subscriptions.draft', { tenant: 'acme', input: draftSchema.parse(input) });
    const opened = async (id: string, ciphertext: string) =>
      new SecretBox(world.env['DESKHOOK_SECRETS_KEY'] ?? '').open(
        ciphertext,
        subscriptionSecretContext('acme', id),
      );
    const weeklyHours = { monday: [{ from: '09:00', to: '17:00' }] };

    it('are judged and signed as if they were created, and not stored', async () => {
      const before = await count();
      const { record } = await draft({
        events: ['ticket.*'],
        condition: { field: 'ticket.id', op: 'gt', value: 5 },
      });
      expect(record).toMatchObject({ name: 'Draft', active: true, condition: { op: 'gt' } });
      expect(await opened(record.id, record.secrets[0]?.ciphertext ?? '')).toMatch(/^whsec_/);
      await expect(draft({ events: ['nope'] })).rejects.toMatchObject({
        failure: { kind: 'invalid', errors: [{ pointer: '/events/0' }] },
      });
      expect(await count()).toBe(before);
    });

    it('bring the calendars that their condition asks, and no others', async () => {
      for (const id of ['office', 'night'])
        await world.call('PUT', `/v1/tenants/acme/calendars/${id}`, {
          json: { name: id, timezone: 'UTC', weeklyHours },
        });
      const condition = { not: { field: 'time', op: 'in_business_hours', value: 'office' } };
      const { calendars } = await draft({ events: ['ticket.*'], condition });
      expect(calendars).toEqual([
        { tenant: 'acme', id: 'office', name: 'office', timezone: 'UTC', weeklyHours, holidays: [] },
      ]);
      const unknown = { field: 'time', op: 'in_business_hours', value: 'offise' };
      await expect(draft({ events: ['ticket.*'], condition: unknown })).rejects.toMatchObject({
        failure: { errors: [{ pointer: '/condition/value', detail: expect.stringContaining('"office"') }] },
      });
    });

    it('of what is stored are its record', async () => {
      const json = { name: 'CRM', urls: ['https://example.com/hook'], events: ['*'] };
      const { id, secret } = (await world.call('POST', SUBSCRIPTIONS, { json })).body;
      const { record } = await rpc.call('subscriptions.draft', { tenant: 'acme', id });
      expect(record).toMatchObject({ id, name: 'CRM' });
      expect(await opened(id, record.secrets[0]?.ciphertext ?? '')).toBe(secret);
      const unknown = rpc.call('subscriptions.draft', { tenant: 'acme', id: 'sub_none' });
      await expect(unknown).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    });
  });

  it('can be put together from what is offered', async () => {
    const { body } = await world.call('GET', '/v1/condition-fields');
    const names = body.fields.map(({ field }: { field: string }) => field);
    expect(names).toEqual(
      expect.arrayContaining(['type', 'time', 'ticket.priority.slug', 'ticket.tags.name']),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(body.operators).toContainEqual(
      expect.objectContaining({ operator: 'in_business_hours', operand: 'calendar', caseSensitive: false }),
    );
    expect(body.actions.map(({ type }: { type: string }) => type)).toContain('add_note');
    for (const { description, schema } of body.actions)
      expect([description, schema.type]).toEqual([expect.stringMatching(/^[A-Z]/), 'object']);
  });
});
