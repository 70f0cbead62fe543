import { describe, expect, it } from '@jest/globals';
import { parseCondition } from '../../condition/parse-condition.js';
import { importTrigger } from '../import-trigger.js';
import type { ImportGiven, ImportedTrigger } from '../imported-trigger.js';

const WEBHOOK = {
  id: '01H2WEBHOOK',
  name: 'Orders',
  endpoint: 'https://orders.example.com/zendesk',
  http_method: 'POST',
  request_format: 'json',
  status: 'active',
  authentication: { type: 'bearer_token', data: { token: 'abc' }, add_position: 'header' },
};
const BODY = '{"id": {{ticket.id}}, "title": "{{ticket.title}}", "by": "by {{current_user.name}}"}';

interface Parts {
  readonly all?: readonly object[];
  readonly any?: readonly object[];
  readonly actions?: readonly object[];
}

function exported({ all = [], any = [], actions }: Parts) {
  const calls = [{ field: 'notification_webhook', value: [WEBHOOK.id, BODY] }];
  return {
    trigger: {
      url: 'https://acme.zendesk.com/api/v2/triggers/7.json',
      id: 7,
      title: 'Tell the orders',
      active: true,
      position: 3,
      conditions: { all, any },
      actions: actions ?? calls,
    },
  };
}

function imported(parts: Parts, given: Partial<ImportGiven> = {}): ImportedTrigger {
  const result = importTrigger('zendesk', exported(parts), { webhooks: [WEBHOOK], lookups: {}, ...given });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const { condition } = result.trigger;
  if (condition !== null) expect(parseCondition(condition)).toMatchObject({ ok: true });
  return result.trigger;
}

const conditionOf = (one: object, given: Partial<ImportGiven> = {}) =>
  imported({ all: [one, { field: 'update_type', value: 'Change' }] }, given).condition;

describe('a trigger of Zendesk', () => {
  it('becomes a subscription', () => {
    const all = [
      { field: 'update_type', operator: 'is', value: 'Create' },
      { field: 'priority', operator: 'greater_than', value: 'normal' },
      { field: 'group_id', operator: 'is', value: '20455932' },
    ];
    const any = [
      { field: 'current_tags', operator: 'includes', value: 'vip gold' },
      { field: 'custom_fields_360001', operator: 'is', value: 'enterprise' },
    ];
    const lookups = { group_id: { '20455932': 'Orders' }, custom_fields: { '360001': 'plan' } };
    expect(imported({ all, any }, { lookups })).toEqual({
      name: 'Tell the orders',
      active: true,
      urls: ['https://orders.example.com/zendesk'],
      events: ['ticket.created'],
      condition: {
        all: [
          { field: 'ticket.priority', op: 'in', value: ['high', 'urgent'] },
          { field: 'ticket.team', op: 'eq', value: 'Orders' },
          {
            any: [
              { field: 'ticket.tags', op: 'in', value: ['vip', 'gold'] },
              { field: 'ticket.custom_fields.plan', op: 'eq', value: 'enterprise' },
            ],
          },
        ],
      },
      actions: [],
      headers: { authorization: 'Bearer abc' },
      dialect: 'template',
      dialectOptions: {
        template: {
          id: '{{ ticket.id }}',
          title: '{{ ticket.subject | text }}',
          by: 'by {{ actor.name }}',
        },
      },
      notCarriedOver: [],
      conditionLost: false,
    });
  });

  it.each<[object, unknown]>([
    [
      { field: 'status', operator: 'less_than', value: 'solved' },
      { op: 'in', value: ['new', 'open', 'pending', 'hold'] },
    ],
    [
      { field: 'status', operator: 'value', value: 'solved' },
      { op: 'changed_to', value: 'solved' },
    ],
    [
      { field: 'status', operator: 'value_previous', value: 'open' },
      { op: 'changed_from', value: 'open' },
    ],
    [{ field: 'status', operator: 'changed', value: '' }, { op: 'changed' }],
    [
      { field: 'status', operator: 'is', value: 'open' },
      { op: 'eq', value: 'open' },
    ],
  ])('%j of the status', (one, expected) => {
    expect(conditionOf(one)).toEqual({ field: 'ticket.status', ...Object(expected) });
  });

  it.each<[object, object]>([
    [
      { field: 'assignee_id', operator: 'is', value: '' },
      { field: 'ticket.agents', op: 'empty', value: true },
    ],
    [
      { field: 'assignee_id', operator: 'is_not', value: '12' },
      { not: { field: 'ticket.agents', op: 'eq', value: '12' } },
    ],
    [
      { field: 'current_tags', operator: 'not_includes', value: 'a b' },
      { not: { field: 'ticket.tags', op: 'in', value: ['a', 'b'] } },
    ],
    [
      { field: 'via_id', operator: 'is', value: '4' },
      { field: 'ticket.origin.slug', op: 'in', value: ['email', 'mail'] },
    ],
    [
      { field: 'replies', operator: 'less_than', value: '3' },
      { field: 'ticket.counts.agent_replies', op: 'lt', value: 3 },
    ],
    [
      { field: 'role', operator: 'is', value: 'end_user' },
      { field: 'actor.is_agent', op: 'eq', value: false },
    ],
    [
      { field: 'subject_includes_word', operator: 'is', value: 'out of office' },
      { field: 'ticket.subject', op: 'contains', value: 'out of office' },
    ],
    [
      { field: 'custom_fields_9', operator: 'greater_than', value: '25' },
      { field: 'ticket.custom_fields.9', op: 'gt', value: 25 },
    ],
    [
      { field: 'custom_fields_9', operator: 'not_present' },
      { field: 'ticket.custom_fields.9', op: 'empty', value: true },
    ],
    [
      { field: 'user.custom_fields.plan', operator: 'is', value: 'pro' },
      { field: 'ticket.requester.custom_fields.plan', op: 'eq', value: 'pro' },
    ],
    [
      { field: 'ticket_is_public', value: 'private' },
      { field: 'ticket.flags.private', op: 'eq', value: true },
    ],
  ])('reads %j', (one, expected) => {
    expect(conditionOf(one)).toEqual(expected);
  });

  it('takes business hours by the calendar that is named for them', () => {
    const one = { field: 'in_business_hours', operator: 'is', value: 'false' };
    const lookups = { in_business_hours: { calendar: 'cal_berlin' } };
    expect(conditionOf(one, { lookups })).toEqual({
      not: { field: 'time', op: 'in_business_hours', value: 'cal_berlin' },
    });
    const without = imported({ all: [one] });
    expect(without.conditionLost).toBe(true);
    expect(without.notCarriedOver[0]).toMatchObject({ pointer: '/trigger/conditions/all/0' });
  });

  it.each<[string, readonly object[], readonly string[]]>([
    ['no word on when', [], ['ticket.created', 'ticket.updated']],
    ['an update', [{ field: 'update_type', value: 'Change' }], ['ticket.updated']],
    [
      'a status that changed',
      [{ field: 'status', operator: 'value', value: 'solved' }],
      ['ticket.created', 'ticket.status_changed'],
    ],
    [
      'fields that changed',
      [
        { field: 'priority', operator: 'changed' },
        { field: 'update_type', value: 'Change' },
      ],
      ['ticket.fields_changed'],
    ],
    [
      'an assignee that changed',
      [
        { field: 'assignee_id', operator: 'changed' },
        { field: 'update_type', value: 'Change' },
      ],
      ['ticket.updated'],
    ],
    [
      'a public comment',
      [{ field: 'comment_is_public', value: 'true' }],
      ['ticket.created', 'reply.created'],
    ],
    ['a private comment', [{ field: 'comment_is_public', value: 'false' }], ['note.created']],
    [
      'words of a comment',
      [
        { field: 'comment_includes_word', operator: 'includes', value: 'refund' },
        { field: 'update_type', value: 'Change' },
      ],
      ['reply.created', 'note.created'],
    ],
  ])('fires at the events of %s', (_what, all, events) => {
    expect(imported({ all }).events).toEqual(events);
  });

  it('counts as changed what a new ticket has, as Zendesk does', () => {
    const { condition } = imported({ all: [{ field: 'priority', operator: 'value', value: 'urgent' }] });
    expect(condition).toEqual({
      any: [
        { field: 'ticket.priority', op: 'changed_to', value: 'urgent' },
        {
          all: [
            { field: 'type', op: 'eq', value: 'ticket.created' },
            { field: 'ticket.priority', op: 'eq', value: 'urgent' },
          ],
        },
      ],
    });
  });

  it.each<[object, string]>([
    [
      { field: 'satisfaction_score', operator: 'is', value: 'bad' },
      '"satisfaction_score" has no counterpart',
    ],
    [{ field: 'assignee_id', operator: 'is', value: 'current_user' }, 'compares two people'],
    [{ field: 'status', operator: 'resembles', value: 'open' }, 'has no counterpart'],
    [{ field: 'via_id', operator: 'is', value: '38' }, 'lookups'],
    [{ field: 'status', operator: 'less_than', value: 'new' }, 'has no counterpart'],
  ])('notes that %j is lost', (one, detail) => {
    const open = { field: 'status', operator: 'is', value: 'open' };
    const { condition, conditionLost, notCarriedOver } = imported({ all: [open], any: [open, one] });
    expect(condition).not.toBeNull();
    expect(conditionLost).toBe(true);
    expect(notCarriedOver).toEqual([
      { pointer: '/trigger/conditions/any/1', detail: expect.stringContaining(detail) },
    ]);
  });

  it('asks the helpdesk to do what there is an action for, and notes the rest', () => {
    const actions = [
      { field: 'notification_user', value: ['requester_id', 'Thanks', 'We have it.'] },
      { field: 'status', value: 'open' },
      { field: 'group_id', value: '20455932' },
      { field: 'current_tags', value: 'seen by_deskhook' },
      { field: 'custom_fields_360001', value: 'gold' },
      { field: 'comment_value', value: ['channel:all', 'Looked at.'] },
      { field: 'comment_mode_is_public', value: 'true' },
      { field: 'assignee_id', value: '' },
    ];
    const given = { urls: ['https://example.com/hook'], lookups: { custom_fields: { '360001': 'plan' } } };
    const { actions: done, notCarriedOver, urls } = imported({ actions }, given);
    expect(urls).toEqual(['https://example.com/hook']);
    expect(done).toEqual([
      { type: 'set_status', status: 'open' },
      { type: 'assign', team: 20455932 },
      { type: 'add_tags', tags: ['seen', 'by_deskhook'] },
      { type: 'set_field', field: 'plan', value: 'gold' },
      { type: 'add_note', body: 'Looked at.' },
    ]);
    expect(notCarriedOver.map(({ pointer }) => pointer)).toEqual([
      '/trigger/actions/0',
      '/trigger/actions/6',
      '/trigger/actions/7',
    ]);
  });
});

describe('the webhook of a trigger of Zendesk', () => {
  const calls = (...bodies: readonly unknown[]) => ({
    actions: bodies.map((body) => ({ field: 'notification_webhook', value: [WEBHOOK.id, body] })),
  });

  it('sends the event where its body has placeholders that nobody knows', () => {
    const { dialect, notCarriedOver } = imported(calls('{"x":"{{ticket.brand.name}}"}'));
    expect(dialect).toBe('standard');
    expect(notCarriedOver).toEqual([
      { pointer: '/trigger/actions/0', detail: expect.stringContaining('{{ticket.brand.name}}') },
    ]);
  });

  it.each<[string, unknown]>([
    ['{"tags":"{{ticket.tags}}"}', { tags: "{{ ticket.tags | map: 'name' | join: ' ' | text }}" }],
    [
      '{"f":"{{ticket.ticket_field_24}}"}',
      { f: "{{ ticket.custom_fields | where: 'id', 24 | map: 'value' | first | text }}" },
    ],
    ['["a \\"{{ticket.title | upcase}}\\"", 1, null]', ['a "{{ ticket.subject | upcase }}"', 1, null]],
    ['{"$if":"x","n":{{ticket.assignee.id}}}', { $$if: 'x', n: '{{ ticket.agents[0].id }}' }],
  ])('turns the body %s into a template', (body, template) => {
    expect(imported(calls(body)).dialectOptions).toEqual({ template });
  });

  it.each(['{% if ticket.id %}{}{% endif %}', 'id={{ticket.id}}', '{"{{ticket.id}}":1}'])(
    'sends the event instead of the body %s',
    (body) => {
      const { dialect, notCarriedOver } = imported(calls(body));
      expect([dialect, notCarriedOver.length]).toEqual(['standard', 1]);
    },
  );

  it('sends a form where the webhook does', () => {
    const form = { ...WEBHOOK, request_format: 'form_encoded' };
    const pairs = [
      ['ticket', '{{ticket.id}}'],
      ['from', 'zendesk'],
    ];
    expect(imported(calls(pairs), { webhooks: [form] }).dialectOptions).toEqual({
      template: { ticket: '{{ ticket.id | text }}', from: 'zendesk' },
      contentType: 'application/x-www-form-urlencoded',
    });
  });

  it('gives its credentials to no other address', () => {
    const other = { ...WEBHOOK, id: 'other', endpoint: 'https://other.example.com/', authentication: null };
    const value = ['other', BODY];
    const actions = [...calls(BODY).actions, { field: 'notification_webhook', value }];
    const two = imported({ actions }, { webhooks: [WEBHOOK, { webhook: other }] });
    expect(two.urls).toEqual([WEBHOOK.endpoint]);
    expect(two.notCarriedOver).toMatchObject([{ pointer: '/trigger/actions/1' }]);
    const elsewhere = imported({ actions: [...calls(BODY).actions] }, { urls: ['https://new.example.com/'] });
    expect(elsewhere.headers).toEqual({});
    expect(elsewhere.notCarriedOver).toMatchObject([{ pointer: '/trigger/actions/0' }]);
  });

  it('says what of it is done otherwise', () => {
    const odd = {
      ...WEBHOOK,
      http_method: 'PUT',
      status: 'inactive',
      custom_headers: { 'x-shop': '7', 'webhook-id': 'mine' },
      authentication: { type: 'basic_auth', data: { username: 'me' } },
    };
    const { headers, notCarriedOver } = imported(calls(BODY), { webhooks: [odd] });
    expect(headers).toEqual({ 'x-shop': '7' });
    expect(notCarriedOver.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('PUT'),
      expect.stringContaining('inactive'),
      expect.stringContaining('"webhook-id"'),
      expect.stringContaining('credentials'),
    ]);
  });

  it('is missed where it was not given', () => {
    const { urls, notCarriedOver } = imported(calls(BODY), { webhooks: [] });
    expect(urls).toEqual([]);
    expect(notCarriedOver).toMatchObject([{ detail: expect.stringContaining(WEBHOOK.id) }]);
  });

  it('notes a value that it cannot read instead of taking it for none', () => {
    const odd = { field: 'assignee_id', operator: 'is', value: { name: 'Ana' } };
    const { conditionLost, condition, notCarriedOver } = imported({ all: [odd] });
    expect({ conditionLost, condition }).toEqual({ conditionLost: true, condition: null });
    expect(notCarriedOver).toContainEqual({
      pointer: '/trigger/conditions/all/0',
      detail: 'has a value that cannot be read: write it as an id or a text',
    });
  });
});
