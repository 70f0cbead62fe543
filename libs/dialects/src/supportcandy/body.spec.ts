import { describe, expect, test } from '@jest/globals';
import { goldenText } from '../../../../test/dialects/golden-vector.js';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { readEvent } from '../canonical/read-event.js';
import { encodePhpJson } from '../encoding/php-json.js';
import type { JsonObject } from '../json-value.js';
import { supportCandyBody } from './body.js';
import { FIXED_KEYS } from './fixed-keys.js';

const bodyOf = (native: string, type: string, data: JsonObject, time = '2026-02-17T14:45:00.000Z') =>
  supportCandyBody(native, native, readEvent(aRenderInput({ type, time, data })));
const ana = { id: 9, name: 'Ana', email: 'ana@example.com' };
const jane = { id: 12, name: 'Jane Agent' };
const max = { id: 13, name: 'Max Agent' };

test('the golden body is what the dialect says in these keys, in this order', () => {
  const golden = goldenText('supportcandy.json');
  const custom_fields = [{ id: 24, slug: 'cust_24', value: 'ORD/7' }];
  const body = bodyOf('create-ticket', 'ticket.created', {
    ticket: { id: 1042, subject: 'Réponse a/b', requester: ana, custom_fields },
  });
  const keys = Object.keys(JSON.parse(golden));
  const shown = Object.fromEntries(Object.entries(body).filter(([key]) => keys.includes(key)));
  expect(encodePhpJson(shown)).toBe(golden);
});

test('a complete ticket: every key, in the order of the dialects page', () => {
  const body = bodyOf('create-ticket', 'ticket.created', {
    ticket: {
      id: 123,
      subject: 'Cannot log in',
      body: { html: '<p>Help</p>' },
      requester: ana,
      status: { id: 4, name: 'Pending' },
      priority: { id: 3, name: 'High' },
      category: { id: 5, name: 'Billing' },
      agents: [jane],
      previous_agents: [max],
      created_by_agent: jane,
      additional_recipients: ['boss@example.com'],
      tags: [{ id: 9, name: 'vip' }],
      origin: { slug: 'email' },
      client: { ip: '203.0.113.7', browser: 'Firefox', os: 'Linux', user_type: 'guest' },
      last_reply: { by: jane, source: 'web' },
      timestamps: {
        created: '2026-02-17T10:00:00.999+02:00',
        updated: '2026-02-17T14:45:00Z',
        last_reply: '2026-02-17T14:00:00Z',
      },
      custom_fields: [{ id: 24, slug: 'cust_24', value: 7 }],
    },
  });
  expect(JSON.stringify(body)).toBe(
    JSON.stringify({
      id: 123,
      event: 'create-ticket',
      subject: 'Cannot log in',
      customer: 9,
      customer_name: 'Ana',
      customer_email: 'ana@example.com',
      status: 4,
      priority: 3,
      category: 5,
      assigned_agent: [12],
      prev_assignee: [13],
      agent_created: 12,
      add_recipients: ['boss@example.com'],
      tags: [9],
      source: 'email',
      ip_address: '203.0.113.7',
      browser: 'Firefox',
      os: 'Linux',
      user_type: 'guest',
      last_reply_by: 12,
      last_reply_source: 'web',
      last_reply_on: '2026-02-17 14:00:00',
      date_created: '2026-02-17 08:00:00',
      date_updated: '2026-02-17 14:45:00',
      date_closed: '',
      cust_24: 7,
      description: '<p>Help</p>',
      thread: {
        id: 0,
        customer: 9,
        type: 'report',
        body: '<p>Help</p>',
        attachments: '',
        seen: '',
        date_created: '2026-02-17 08:00:00',
      },
      status_name: 'Pending',
      priority_name: 'High',
      category_name: 'Billing',
      assigned_agent_names: ['Jane Agent'],
    }),
  );
});

test('a ticket of which only the id is known has every key, empty', () => {
  const body = bodyOf('close-ticket', 'ticket.closed', { ticket: { id: 7 } });
  const expected = [...FIXED_KEYS].filter((key) => !['thread', 'changes', 'sla'].includes(key));
  expect(Object.keys(body)).toEqual(expected);
  expect(body).toMatchObject({ id: 7, subject: '', customer: 0, user_type: 'guest', assigned_agent: [] });
  expect(body).toMatchObject({ date_created: '', date_closed: '2026-02-17 14:45:00', status: 0 });
});

describe('thread', () => {
  const message = {
    id: 901,
    html: '<p>Looking into it</p>',
    author: jane,
    attachments: [
      { id: 5, filename: 'a' },
      { id: 6, filename: 'b' },
    ],
    created: '2026-02-17T14:44:00Z',
  };
  test.each([
    ['reply-ticket', 'reply.created', 'reply'],
    ['submit-note', 'note.created', 'note'],
  ])('%s shows its message', (native, type, kind) => {
    expect(bodyOf(native, type, { ticket: { id: 1 }, message })['thread']).toEqual({
      id: 901,
      customer: 12,
      type: kind,
      body: '<p>Looking into it</p>',
      attachments: '5,6',
      seen: '',
      date_created: '2026-02-17 14:44:00',
    });
  });
  test.each([
    ['reply-ticket', 'reply.created', 'reply', undefined, 9],
    ['reply-ticket', 'reply.created', 'reply', jane, 12],
    ['submit-note', 'note.created', 'note', undefined, 0],
    ['submit-note', 'note.created', 'note', jane, 12],
  ])('%s without its message shows an empty one', (native, type, kind, by, customer) => {
    const data = { ticket: { id: 1, requester: ana }, ...(by === undefined ? {} : { actor: by }) };
    expect(bodyOf(native, type, data)['thread']).toEqual({
      id: 0,
      customer,
      type: kind,
      body: '',
      attachments: '',
      seen: '',
      date_created: '2026-02-17 14:45:00',
    });
  });
  test('other triggers show none', () => {
    const body = bodyOf('change-ticket-status', 'ticket.status_changed', { ticket: { id: 1 }, message });
    expect(body).not.toHaveProperty('thread');
  });
});

describe('changes', () => {
  const changes = [
    { field: 'status', old: 'open', new: 'pending', old_id: 1, new_id: 4 },
    { field: 'agents', old: [13], new: [12] },
    { field: 'category', old: 'general', new: 'billing' },
    { field: 'product', slug: 'cust_24', old: null, new: ['a', 2, { id: 3 }] },
  ];
  const shown = (native: string, type: string, ticket: JsonObject = {}) =>
    bodyOf(native, type, { ticket: { id: 1, ...ticket }, changes })['changes'];

  test('each trigger shows its own, in ids where they are known', () => {
    expect(shown('change-ticket-status', 'ticket.status_changed')).toEqual([
      { slug: 'status', prev: 1, new: 4 },
    ]);
    expect(shown('change-ticket-fields', 'ticket.fields_changed')).toEqual([
      { slug: 'category', prev: 'general', new: 'billing' },
      { slug: 'cust_24', prev: '', new: ['a', 2, 3] },
    ]);
    expect(shown('change-ticket-category', 'ticket.fields_changed')).toEqual([
      { slug: 'category', prev: 'general', new: 'billing' },
    ]);
    expect(shown('change-ticket-subject', 'ticket.fields_changed')).toEqual([]);
    const agents = { agents: [jane], previous_agents: [max] };
    expect(shown('change-assignee', 'ticket.assignees_changed', agents)).toEqual([
      { slug: 'assigned_agent', prev: [13], new: [12] },
    ]);
    expect(shown('create-ticket', 'ticket.created')).toBeUndefined();
  });

  test.each([
    ['ticket.assigned', { assignee: max }, [12, 13], [12]],
    ['ticket.assigned', { assignee: jane, previous: max }, [12], [13]],
    ['ticket.unassigned', { assignee: max }, [12], [12, 13]],
  ])('%s with %j tells who was assigned before', (type, assignment, now, before) => {
    const body = bodyOf('change-assignee', type, { ticket: { id: 1, agents: [jane] }, assignment });
    expect(body).toMatchObject({ assigned_agent: now, prev_assignee: before });
    expect(body['changes']).toEqual([{ slug: 'assigned_agent', prev: before, new: now }]);
  });

  test.each([
    [{ field: 'agents', old: [13, { id: 14 }, 'x'], new: [12] }, [13, 14]],
    [{ field: 'agent', old: 'max', old_id: 13 }, [13]],
    [{ field: 'assignee', old: null }, []],
  ])('%j tells it too', (change, before) => {
    const data = { ticket: { id: 1, agents: [jane] }, changes: [change] };
    expect(bodyOf('change-assignee', 'ticket.assignees_changed', data)).toMatchObject({
      prev_assignee: before,
      changes: [{ slug: 'assigned_agent', prev: before, new: [12] }],
    });
  });
});

test('sla says what was promised for when', () => {
  const sla = { policy: 'Gold', metric: 'solution', due: '2026-02-17T14:44:00Z' };
  expect(bodyOf('out-of-sla', 'sla.breached', { ticket: { id: 1 }, sla })['sla']).toEqual({
    policy: 'Gold',
    due: '2026-02-17 14:44:00',
    breached_at: '2026-02-17 14:45:00',
  });
});

describe('custom fields', () => {
  const fields = (custom_fields: JsonObject[]) => {
    const body = bodyOf('create-ticket', 'ticket.created', { ticket: { id: 1, custom_fields } });
    return Object.fromEntries(Object.entries(body).filter(([key]) => !FIXED_KEYS.has(key)));
  };
  test('integers are numbers, all else is text, several are a list, nothing is an empty text', () => {
    expect(
      fields([
        { id: 1, value: 42 },
        { id: 2, value: 1.5 },
        { id: 3, value: 1e21 },
        { id: 4, value: '007' },
        { id: 5, value: true },
        { id: 6, values: ['a', 2, false] },
        { id: 7, value: null },
        { id: 8, items: [{ label: 'Berlin' }] },
      ]),
    ).toEqual({
      cust_1: 42,
      cust_2: '1.5',
      cust_3: '1e+21',
      cust_4: '007',
      cust_5: '1',
      cust_6: ['a', 2, '0'],
      cust_7: '',
      cust_8: ['Berlin'],
    });
  });
  test('no field takes the place of another key, or of another field', () => {
    const body = bodyOf('create-ticket', 'ticket.created', {
      ticket: {
        id: 1,
        subject: 'Mine',
        custom_fields: [
          { id: 2, slug: 'subject', value: 'theirs' },
          { id: 3, slug: '12', value: 'number' },
          { id: 4, slug: 'size', value: 'first' },
          { id: 5, slug: 'size', value: 'second' },
          { id: 5, slug: 'size', value: 'third' },
          { id: 6, slug: '__proto__', value: 'own' },
        ],
      },
    });
    expect(body['subject']).toBe('Mine');
    expect(Object.keys(body)[0]).toBe('id');
    expect(Object.entries(body).filter(([key]) => !FIXED_KEYS.has(key))).toEqual([
      ['cust_2', 'theirs'],
      ['cust_3', 'number'],
      ['size', 'first'],
      ['cust_5', 'second'],
      ['__proto__', 'own'],
    ]);
  });
});
