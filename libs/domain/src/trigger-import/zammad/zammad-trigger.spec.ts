import { describe, expect, it } from '@jest/globals';
import { parseCondition } from '../../condition/parse-condition.js';
import { importTrigger } from '../import-trigger.js';
import type { ImportGiven, ImportedTrigger } from '../imported-trigger.js';

const WEBHOOK = {
  id: 3,
  name: 'CRM',
  endpoint: 'https://crm.example.com/zammad',
  ssl_verify: true,
  basic_auth_username: 'zammad',
  basic_auth_password: 'secret',
  customized_payload: true,
  custom_payload: '{"number":"#{ticket.number}","text":"#{ticket.customer.fullname}: #{ticket.title}"}',
  active: true,
};
const PERFORM = { 'notification.webhook': { webhook_id: '3' } };
const CREATED = { 'ticket.action': { operator: 'is', value: 'create' } };

interface Parts {
  readonly condition?: unknown;
  readonly perform?: object;
  readonly more?: object;
}

function imported(
  { condition = CREATED, perform = PERFORM, more = {} }: Parts,
  given: Partial<ImportGiven> = {},
) {
  const exported = {
    id: 11,
    name: 'Tell the CRM',
    active: false,
    activator: 'action',
    execution_condition_mode: 'always',
    condition,
    perform,
    ...more,
  };
  const result = importTrigger('zammad', exported, { webhooks: [WEBHOOK], lookups: {}, ...given });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const trigger: ImportedTrigger = result.trigger;
  if (trigger.condition !== null) expect(parseCondition(trigger.condition)).toMatchObject({ ok: true });
  return trigger;
}

const conditionOf = (name: string, test: object, given: Partial<ImportGiven> = {}) =>
  imported({ condition: { ...CREATED, [name]: test } }, given).condition;

describe('a trigger of Zammad', () => {
  it('becomes a subscription', () => {
    const condition = {
      operator: 'AND',
      conditions: [
        { name: 'ticket.action', operator: 'is', value: 'create' },
        {
          operator: 'OR',
          conditions: [
            { name: 'ticket.priority_id', operator: 'is', value: ['3'] },
            { name: 'ticket.tags', operator: 'contains one', value: 'vip, gold' },
          ],
        },
        { operator: 'NOT', conditions: [{ name: 'ticket.group_id', operator: 'is', value: [2, 4] }] },
      ],
    };
    const lookups = { 'ticket.priority_id': { '3': 'high' } };
    expect(imported({ condition }, { lookups })).toEqual({
      name: 'Tell the CRM',
      active: false,
      urls: ['https://crm.example.com/zammad'],
      events: ['ticket.created'],
      condition: {
        all: [
          {
            any: [
              { field: 'ticket.priority', op: 'eq', value: 'high' },
              { field: 'ticket.tags', op: 'in', value: ['vip', 'gold'] },
            ],
          },
          { not: { field: 'ticket.team', op: 'in', value: ['2', '4'] } },
        ],
      },
      actions: [],
      headers: { authorization: `Basic ${Buffer.from('zammad:secret').toString('base64')}` },
      dialect: 'template',
      dialectOptions: {
        template: {
          number: '{{ ticket.track_id | text }}',
          text: '{{ ticket.requester.name }}: {{ ticket.subject }}',
        },
      },
      notCarriedOver: [],
      conditionLost: false,
    });
  });

  it.each<[string, object, object]>([
    [
      'ticket.state_id',
      { operator: 'is not', value: ['4'] },
      { not: { field: 'ticket.status', op: 'eq', value: '4' } },
    ],
    [
      'ticket.owner_id',
      { operator: 'is', pre_condition: 'not_set', value: [] },
      { field: 'ticket.agents', op: 'empty', value: true },
    ],
    [
      'ticket.owner_id',
      { operator: 'is', pre_condition: 'specific', value: ['1'] },
      { field: 'ticket.agents', op: 'empty', value: true },
    ],
    [
      'ticket.title',
      { operator: 'contains not', value: 'test' },
      { not: { field: 'ticket.subject', op: 'contains', value: 'test' } },
    ],
    [
      'ticket.title',
      { operator: 'starts with one of', value: ['Re', 'Fw'] },
      {
        any: [
          { field: 'ticket.subject', op: 'starts_with', value: 'Re' },
          { field: 'ticket.subject', op: 'starts_with', value: 'Fw' },
        ],
      },
    ],
    [
      'ticket.title',
      { operator: 'matches regex', value: '^order \\d+' },
      { field: 'ticket.subject', op: 'matches', value: '^order \\d+' },
    ],
    [
      'ticket.tags',
      { operator: 'contains all', value: 'a, b' },
      {
        all: [
          { field: 'ticket.tags', op: 'eq', value: 'a' },
          { field: 'ticket.tags', op: 'eq', value: 'b' },
        ],
      },
    ],
    [
      'ticket.created_at',
      { operator: 'before (relative)', value: '3', range: 'hour' },
      { field: 'ticket.timestamps.created', op: 'older_than', value: 'PT3H' },
    ],
    [
      'ticket.created_at',
      { operator: 'after (absolute)', value: '2026-01-01T00:00:00.000Z' },
      { field: 'ticket.timestamps.created', op: 'after', value: '2026-01-01T00:00:00.000Z' },
    ],
    [
      'ticket.contract',
      { operator: 'is', value: ['gold', ''] },
      {
        any: [
          { field: 'ticket.custom_fields.contract', op: 'eq', value: 'gold' },
          { field: 'ticket.custom_fields.contract', op: 'empty', value: true },
        ],
      },
    ],
    [
      'customer.email',
      { operator: 'ends with', value: '@example.com' },
      { field: 'ticket.requester.email', op: 'ends_with', value: '@example.com' },
    ],
    [
      'organization.plan',
      { operator: 'is', value: 'gold' },
      { field: 'ticket.requester.organization.custom_fields.plan', op: 'eq', value: 'gold' },
    ],
  ])('reads %s %j', (name, test, expected) => {
    expect(conditionOf(name, test)).toEqual(expected);
  });

  it('takes working time by the calendar that its id is named for', () => {
    const test = { operator: 'is not in working time', value: '1' };
    const lookups = { 'execution_time.calendar_id': { '1': 'cal_berlin' } };
    expect(conditionOf('execution_time.calendar_id', test, { lookups })).toEqual({
      not: { field: 'time', op: 'in_business_hours', value: 'cal_berlin' },
    });
    expect(imported({ condition: { 'execution_time.calendar_id': test } }).notCarriedOver).toMatchObject([
      { pointer: '/condition/execution_time.calendar_id', detail: expect.stringContaining('lookups') },
    ]);
  });

  it('looks for what is said in an article in the first one of a new ticket too', () => {
    const { condition, events } = imported({
      condition: { 'article.body': { operator: 'contains', value: 'refund' } },
    });
    expect(events).toEqual(['ticket.created', 'reply.created', 'note.created']);
    const isNew = { field: 'type', op: 'eq', value: 'ticket.created' };
    expect(condition).toEqual({
      any: [
        { all: [{ not: isNew }, { field: 'message.text', op: 'contains', value: 'refund' }] },
        { all: [isNew, { field: 'ticket.body.text', op: 'contains', value: 'refund' }] },
      ],
    });
  });

  it.each<[string, object, readonly string[]]>([
    [
      'any update',
      { 'ticket.state_id': { operator: 'is', value: 2 } },
      ['ticket.created', 'ticket.updated', 'reply.created', 'note.created'],
    ],
    [
      'updates alone',
      { 'ticket.action': { operator: 'is not', value: 'create' } },
      ['ticket.updated', 'reply.created', 'note.created'],
    ],
    [
      'answers alone',
      {
        'ticket.action': { operator: 'is', value: 'update' },
        'article.internal': { operator: 'is', value: 'false' },
      },
      ['reply.created'],
    ],
    ['notes', { 'article.internal': { operator: 'is', value: true } }, ['note.created']],
  ])('fires at the events of %s', (_what, condition, events) => {
    expect(imported({ condition }).events).toEqual(events);
  });

  it('that is selective asks for a change of what it looks at', () => {
    const condition = { 'ticket.state_id': { operator: 'is', value: ['4'] } };
    expect(imported({ condition, more: { execution_condition_mode: 'selective' } }).condition).toEqual({
      all: [
        { field: 'ticket.status', op: 'eq', value: '4' },
        {
          any: [
            { field: 'type', op: 'in', value: ['ticket.created', 'reply.created', 'note.created'] },
            { field: 'ticket.status', op: 'changed' },
          ],
        },
      ],
    });
  });

  it('that is for times waits for the events of an SLA policy', () => {
    const condition = {
      'ticket.escalation_at': { operator: 'has reached warning' },
      'ticket.group_id': { operator: 'is', value: 2 },
    };
    const {
      events,
      condition: rest,
      conditionLost,
      notCarriedOver,
    } = imported({
      condition,
      more: { activator: 'time' },
    });
    expect(events).toEqual(['sla.warning']);
    expect(rest).toEqual({ field: 'ticket.team', op: 'eq', value: '2' });
    expect(conditionLost).toBe(true);
    expect(notCarriedOver).toEqual([
      { pointer: '/activator', detail: expect.stringContaining('SLA policy') },
    ]);
  });

  it.each<[string, object, string]>([
    ['ticket.mention_user_ids', { operator: 'is', value: 1 }, 'no counterpart'],
    ['ticket.action', { operator: 'is', value: 'update.merged_into' }, 'no counterpart'],
    ['ticket.customer_id', { operator: 'is', pre_condition: 'current_user.id' }, 'two people'],
    ['ticket.title', { operator: 'matches regex', value: '(?=a)b' }, 'cannot be a condition'],
    ['article.type_id', { operator: 'is', value: ['1', '6'] }, 'article type 6'],
    ['article.sender_id', { operator: 'is', value: '3' }, 'no counterpart'],
    ['ticket.created_at', { operator: 'within next (relative)', value: 1, range: 'day' }, 'no counterpart'],
  ])('notes that %s %j is lost', (name, test, detail) => {
    const { conditionLost, notCarriedOver } = imported({ condition: { [name]: test } });
    expect(conditionLost).toBe(true);
    expect(notCarriedOver).toEqual([
      { pointer: `/condition/${name}`, detail: expect.stringContaining(detail) },
    ]);
  });

  it('asks the helpdesk to do what there is an action for, and notes the rest', () => {
    const perform = {
      'ticket.state_id': { value: '4' },
      'ticket.owner_id': { pre_condition: 'specific', value: 7 },
      'ticket.tags': { operator: 'remove', value: 'a, b' },
      'ticket.contract': { value: 'gold' },
      'article.note': { body: '<div>Please <b>call</b></div>', internal: 'true', subject: 'Note' },
      'notification.email': { recipient: 'ticket_customer', subject: 'Hi', body: 'Hello' },
      'ticket.pending_time': { operator: 'relative', value: '1', range: 'day' },
      'notification.webhook': { webhook_id: 9 },
    };
    const { actions, notCarriedOver } = imported(
      { perform },
      { lookups: { 'ticket.state_id': { '4': 'closed' } } },
    );
    expect(actions).toEqual([
      { type: 'set_status', status: 'closed' },
      { type: 'assign', agent: 7 },
      { type: 'remove_tags', tags: ['a', 'b'] },
      { type: 'set_field', field: 'contract', value: 'gold' },
      { type: 'add_note', body: 'Please call' },
    ]);
    expect(notCarriedOver.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/perform/notification.email',
      '/perform/notification.webhook',
      '/perform/notification.webhook',
      '/perform/ticket.pending_time',
    ]);
  });

  it('reads a choice by its value or id, and notes a value that it cannot read', () => {
    const customer = (value: unknown) => ({ operator: 'is', pre_condition: 'specific', value });
    for (const value of [[{ id: 5, label: 'Ana' }], [{ value: 5, label: 'Ana' }], ['5'], 5])
      expect(conditionOf('ticket.customer_id', customer(value))).toEqual({
        field: 'ticket.requester',
        op: 'eq',
        value: '5',
      });
    for (const value of [[{ label: 'Ana' }], { some: 'form' }, [['5']]]) {
      const condition = { ...CREATED, 'ticket.customer_id': customer(value) };
      const trigger = imported({ condition });
      expect(trigger).toMatchObject({ conditionLost: true, condition: null });
      expect(trigger.notCarriedOver).toContainEqual({
        pointer: '/condition/ticket.customer_id',
        detail: 'has a value that cannot be read: write it as an id or a text',
      });
    }
  });

  it('sends no body that is nested deeper than a template may be', () => {
    const deep = { ...WEBHOOK, custom_payload: `${'['.repeat(25_000)}${']'.repeat(25_000)}` };
    const { dialect, notCarriedOver } = imported({}, { webhooks: [deep] });
    expect(dialect).toBe('standard');
    expect(notCarriedOver.map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining('nested deeper than 64 levels'),
    );
  });

  it('says that neither its own body nor its signature is sent', () => {
    const plain = { ...WEBHOOK, customized_payload: false, signature_token: 'x', ssl_verify: false };
    const { dialect, notCarriedOver } = imported({}, { webhooks: [plain] });
    expect(dialect).toBe('standard');
    expect(notCarriedOver.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('X-Hub-Signature'),
      expect.stringContaining('certificates'),
      expect.stringContaining('CloudEvent'),
    ]);
  });
});
