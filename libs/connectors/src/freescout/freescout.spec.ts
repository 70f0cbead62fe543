import { describe, expect, test } from '@jest/globals';
import { mappedTo, theEvent } from '../../../../test/support/mapped.js';

const CUSTOMER = {
  id: 311,
  first_name: 'Mira',
  last_name: 'Okafor',
  name: 'Mira Okafor',
  email: 'mira@client.example',
  is_agent: false,
};
const AGENT = {
  id: 9,
  first_name: 'Tomas',
  last_name: 'Lind',
  name: 'Tomas Lind',
  email: 'tomas@desk.example',
  is_agent: true,
};
const WITH_PICTURE = { ...AGENT, avatar: { '128': 'https://freescout.example/p/9.jpg' } };

test('a new conversation, whole', () => {
  const event = theEvent('freescout', 'created', { options: { siteUrl: 'https://freescout.example' } });
  expect(event.id).toMatch(/^con_1:convo\.created:[\w-]{43}$/);
  expect(event).toMatchObject({
    type: 'ticket.created',
    subject: 'tickets/21',
    time: '2026-03-02T09:14:35.000Z',
    actortype: 'client',
  });
  expect(event).not.toHaveProperty('correlationid');
  expect(event.data).toEqual({
    actor: CUSTOMER,
    ticket: {
      id: 21,
      track_id: '303',
      subject: 'Refund for order 7731',
      type: 'public',
      summary: 'Could you please refund my last payment?',
      body: { html: '<p>Could you please refund my last payment?</p>' },
      attachments: [expect.objectContaining({ id: 61, filename: 'invoice.pdf' })],
      status: { slug: 'active', name: 'active', base: 'in_progress' },
      category: { id: 15 },
      origin: { slug: 'email' },
      requester: CUSTOMER,
      agents: [WITH_PICTURE],
      primary_agent: WITH_PICTURE,
      flags: { spam: false, trash: false },
      counts: { actions: 2 },
      cc: ['office@client.example'],
      tags: [{ id: 7, name: 'refund' }],
      urls: { admin: 'https://freescout.example/conversation/21' },
      timestamps: { created: '2026-03-02T09:14:35.000Z', updated: '2026-03-02T09:14:35.000Z' },
      custom_fields: [{ id: 37, label: 'Product', type: 'text', value: 'Scanner' }],
    },
  });
});

describe('a message', () => {
  test('is the latest thread of its kind that is no draft', () => {
    const { type, time, data } = theEvent('freescout', 'agent-reply');
    expect([type, time]).toEqual(['reply.created', '2026-03-02T10:00:00.000Z']);
    expect(data).toMatchObject({ actor: AGENT });
    expect(data['message']).toEqual({
      id: 502,
      kind: 'reply',
      visibility: 'public',
      author: AGENT,
      html: '<p>The money is on its way.</p>',
      summary: 'The money is on its way.',
      cc: ['office@client.example'],
      attachments: [],
      created: '2026-03-02T10:00:00.000Z',
    });
  });

  test('of a customer brings its files', () => {
    const headers = { 'x-freescout-event': 'convo.customer.reply.created' };
    const { data } = theEvent('freescout', 'created', { headers });
    expect(data).toMatchObject({
      message: {
        author: CUSTOMER,
        attachments: [{ id: 61, filename: 'invoice.pdf', content_type: 'application/pdf', size: 4112 }],
      },
    });
  });

  test('between agents is a note', () => {
    const { type, data } = theEvent('freescout', 'note');
    expect(type).toBe('note.created');
    expect(data).toMatchObject({ message: { id: 504, kind: 'note', visibility: 'internal', author: AGENT } });
  });

  test('of which the thread is left out has the preview if it is a note: the preview may be that of a note', () => {
    const preview = 'Refunds are on hold until Friday.';
    const body = { _embedded: {}, preview };
    const [note, reply] = [
      theEvent('freescout', 'note', { body }),
      theEvent('freescout', 'agent-reply', { body }),
    ];
    expect(note.data['message']).toMatchObject({ text: preview, visibility: 'internal' });
    expect(reply.data['message']).toMatchObject({ kind: 'reply', author: AGENT });
    expect(JSON.stringify(reply)).not.toContain(preview);
  });

  test('keeps what is written in a note out of what the ticket tells', () => {
    const { data } = theEvent('freescout', 'note', {
      body: { preview: 'Refunds are on hold until Friday.' },
    });
    expect(data['ticket']).not.toHaveProperty('summary');
  });
});

test('a new conversation begins with its oldest thread, also when it is told later', () => {
  const headers = { 'x-freescout-event': 'convo.created' };
  const { data } = theEvent('freescout', 'agent-reply', { headers });
  expect(data['ticket']).toMatchObject({ body: { html: '<p>Could you please refund my last payment?</p>' } });
});

test('several events of one conversation that are told at once are several', () => {
  const id = (event: string) =>
    theEvent('freescout', 'agent-reply', { headers: { 'x-freescout-event': event } }).id;
  const events = ['convo.agent.reply.created', 'convo.status', 'convo.assigned'];
  expect(new Set(events.map(id)).size).toBe(events.length);
  expect(events.map(id)).toEqual(events.map(id));
});

describe('a change', () => {
  test('of the status has its new side', () => {
    const { data } = theEvent('freescout', 'status-closed');
    expect(data).toMatchObject({ ticket: { timestamps: { closed: '2026-03-02T10:30:00.000Z' } } });
    expect(data['actor']).toEqual({ id: 9, is_agent: true });
    const closedByUser = {
      id: 9,
      type: 'user',
      firstName: 'Tomas',
      lastName: 'Lind',
      email: 'tomas@desk.example',
    };
    const closed = theEvent('freescout', 'status-closed', { body: { closedByUser } });
    expect(closed).toMatchObject({ actortype: 'agent', data: { actor: AGENT } });
    const reopened = theEvent('freescout', 'status-closed', { body: { closedByUser, status: 'active' } });
    expect(reopened.data).not.toHaveProperty('actor');
    expect(data['changes']).toEqual([
      { field: 'status', label: 'Status', new: 'closed', new_label: 'closed', new_base: 'closed' },
    ]);
  });

  test('of the status to spam is also that, each with an id of its own', () => {
    const what = mappedTo('freescout', 'status-spam');
    const events = what.kind === 'events' ? what.events : [];
    expect(events.map(({ type }) => type)).toEqual(['ticket.updated', 'ticket.spam_marked']);
    expect(events.map(({ id }) => id.slice(-2))).toEqual([':1', ':2']);
    expect(events.map(({ id, correlationid }) => id.startsWith(`${correlationid}:`))).toEqual([true, true]);
    expect(events[1]?.data).toMatchObject({ ticket: { flags: { spam: true } } });
  });

  test('of the assignee tells who it is now', () => {
    expect(theEvent('freescout', 'assigned').data['changes']).toEqual([
      { field: 'agents', label: 'Assignee', new: [WITH_PICTURE] },
    ]);
    expect(theEvent('freescout', 'unassigned')).toMatchObject({
      type: 'ticket.unassigned',
      data: { ticket: { agents: [] }, assignment: { kind: 'agent', assignee: null } },
    });
  });

  test('of the mailbox is one of the category, which it is', () => {
    const { data } = theEvent('freescout', 'created', { headers: { 'x-freescout-event': 'convo.moved' } });
    expect(data).toMatchObject({
      ticket: { category: { id: 15 } },
      changes: [{ field: 'category', new: 15 }],
    });
  });

  test.each([
    ['convo.deleted', 'ticket.trashed'],
    ['convo.restored', 'ticket.untrashed'],
    ['convo.deleted_forever', 'ticket.deleted'],
    ['convo.moved', 'ticket.updated'],
  ])('%s is %s', (event, type) => {
    expect(theEvent('freescout', 'created', { headers: { 'x-freescout-event': event } }).type).toBe(type);
  });
});

test('a customer is a user', () => {
  expect(theEvent('freescout', 'customer-created').data).toEqual({
    user: { ...CUSTOMER, organization: 'Client Ltd.' },
  });
});

test('other events mean nothing, and what lacks its id is not understood', () => {
  const of = (event: string, body = {}) =>
    mappedTo('freescout', 'created', { headers: { 'x-freescout-event': event }, body }).kind;
  expect([of('customer.updated'), of('workflow.mine'), of('convo.tags')]).toEqual([
    'ignored',
    'ignored',
    'ignored',
  ]);
  expect([of('convo.status', { id: null }), of('convo.status', { status: '' })]).toEqual([
    'unmapped',
    'unmapped',
  ]);
});
