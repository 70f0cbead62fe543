import { describe, expect, it, test } from '@jest/globals';
import { recordedRequest } from '../../../../test/support/connectors.js';
import { mappedTo, theEvent } from '../../../../test/support/mapped.js';

const CUSTOMER = {
  id: 8,
  external_id: 'mira@client.example',
  first_name: 'Mira',
  last_name: 'Okafor',
  name: 'Mira Okafor',
  email: 'mira@client.example',
  phone: '0061 2 5550 7777',
  roles: ['Customer'],
  is_agent: false,
  organization: 'Client Ltd.',
};
const AGENT = {
  id: 5,
  external_id: 'tomas@desk.example',
  first_name: 'Tomas',
  last_name: 'Lind',
  name: 'Tomas Lind',
  email: 'tomas@desk.example',
  roles: ['Agent'],
  is_agent: true,
  organization: 'Example Desk',
};

test('a new ticket, whole', () => {
  const event = theEvent('zammad', 'ticket-created', { options: { siteUrl: 'https://zammad.example/' } });
  expect(event).toEqual({
    specversion: '1.0',
    id: 'con_1:5c1f6b5e-2f0e-4a5c-9d1a-3f8f5a0f7b01',
    source: '/connectors/zammad/con_1',
    type: 'ticket.created',
    subject: 'tickets/81',
    time: '2026-03-02T09:14:35.333Z',
    datacontenttype: 'application/json',
    actortype: 'agent',
    data: {
      actor: expect.objectContaining({ id: 3, name: 'Noor Haddad', is_agent: true }),
      ticket: {
        id: 81,
        track_id: '10081',
        subject: 'The scanner prints blank pages',
        type: 'public',
        body: { html: 'Since this morning every page is <b>blank</b>.' },
        attachments: [expect.objectContaining({ id: 174, filename: 'page.jpeg' })],
        status: { id: 2, slug: 'open', name: 'open', base: 'in_progress' },
        priority: { id: 2, slug: 'normal', name: '2 normal' },
        origin: { slug: 'phone' },
        requester: CUSTOMER,
        agents: [AGENT],
        primary_agent: AGENT,
        team: { id: 3, name: 'Service Desk' },
        counts: { actions: 1 },
        urls: { admin: 'https://zammad.example/#ticket/zoom/81' },
        sla: { response_due: '2026-03-02T12:00:00.000Z', solution_due: '2026-03-04T08:00:00.000Z' },
        timestamps: {
          created: '2026-03-02T09:14:35.282Z',
          updated: '2026-03-02T09:14:35.333Z',
          last_activity: '2026-03-02T09:14:35.318Z',
        },
        custom_fields: [{ key: 'asset_tag', label: 'asset_tag', type: 'text', value: 'SCN-0042' }],
      },
    },
  });
});

test('a new ticket is by whoever created it, also when somebody else was quick to change it', () => {
  const { ticket } = bodyOf('ticket-created');
  const updated_by = { id: 5, login: 'tomas@desk.example', roles: ['Agent'] };
  expect(
    theEvent('zammad', 'ticket-created', { body: { ticket: { ...ticket, updated_by } } }).data,
  ).toMatchObject({
    actor: { id: 3, name: 'Noor Haddad' },
  });
});

describe('an article', () => {
  test('that the ticket begins with makes it new, also when an automatic answer was quicker', () => {
    const ticket = { ...bodyOf('ticket-created').ticket, article_count: 2, article_ids: [104, 107] };
    expect(theEvent('zammad', 'ticket-created', { body: { ticket } }).type).toBe('ticket.created');
    const untold = { ...ticket, article_count: 1, article_ids: null };
    expect(theEvent('zammad', 'ticket-created', { body: { ticket: untold } }).type).toBe('ticket.created');
  });

  test('of an agent is a reply', () => {
    const { type, time, data } = theEvent('zammad', 'agent-reply');
    expect([type, time]).toEqual(['reply.created', '2026-03-02T09:40:00.100Z']);
    expect(data).toMatchObject({
      actor: AGENT,
      ticket: { status: { slug: 'pending_reminder', base: 'stopped' } },
      message: {
        id: 105,
        kind: 'reply',
        visibility: 'public',
        origin: { slug: 'email' },
        author: AGENT,
        text: 'Please clean the glass strip and try again.',
        cc: ['office@client.example', 'it@client.example'],
        created: '2026-03-02T09:40:00.100Z',
      },
    });
  });

  test('that an agent writes down for a customer is the customer’s', () => {
    const { article } = bodyOf('ticket-created');
    const { data } = theEvent('zammad', 'agent-reply', { body: { article: { ...article, id: 108 } } });
    expect(data).toMatchObject({ message: { author: { ...CUSTOMER, is_agent: false } } });
    expect(data).toMatchObject({
      message: {
        attachments: [
          {
            id: 174,
            filename: 'page.jpeg',
            content_type: 'image/jpeg',
            size: 35_574,
            url: 'https://zammad.example/api/v1/ticket_attachment/81/104/174',
          },
        ],
      },
    });
  });

  test('that is internal is a note', () => {
    const { type, data } = theEvent('zammad', 'internal-note');
    expect(type).toBe('note.created');
    expect(data).toMatchObject({ message: { kind: 'note', visibility: 'internal', author: { id: 5 } } });
  });
});

describe('who is an agent', () => {
  const ROLE = ['Second level'];
  const { ticket, article } = bodyOf('agent-reply');
  const user = (login: string, roles: readonly string[]) => ({ id: 77, login, firstname: 'Uma', roles });
  const replyBy = (created_by: object, more: object = {}) =>
    theEvent('zammad', 'agent-reply', { body: { article: { ...article, created_by, ...more } } }).data[
      'message'
    ];

  test('is told by the article, whatever the roles are called', () => {
    expect(replyBy(user('uma@desk.example', ROLE))).toMatchObject({ author: { id: 77, is_agent: true } });
    expect(replyBy(user('uma@desk.example', ROLE), { sender: 'Customer' })).toMatchObject({
      author: { id: 8, is_agent: false },
    });
    expect(replyBy(user('uma@desk.example', ROLE), { sender: null })).not.toHaveProperty('author.is_agent');
  });

  test.each([
    ['Customer alone is none', user('uma@client.example', ['Customer']), false],
    ['a role of one’s own may be anything', user('uma@desk.example', ROLE), undefined],
    ['Agent beside others is one', user('uma@desk.example', ['Agent', ...ROLE]), true],
    ['whoever has access to the group is one', user('NOOR@desk.example', ROLE), true],
  ])('is told by roles and by the ticket: %s', (_what, updatedBy, expected) => {
    const body = { ticket: { ...ticket, updated_by: updatedBy }, article: null };
    const event = theEvent('zammad', 'agent-reply', { body });
    expect(event.data['actor']).toMatchObject({ id: 77, roles: updatedBy.roles });
    expect(event.actortype).toBe(expected === undefined ? undefined : expected ? 'agent' : 'client');
  });

  test('the owner of a ticket is one', () => {
    const body = { ticket: { ...ticket, owner: user('uma@desk.example', ROLE), group: null } };
    expect(theEvent('zammad', 'agent-reply', { body }).data).toMatchObject({
      ticket: { agents: [{ id: 77, is_agent: true }], primary_agent: { is_agent: true } },
    });
  });
});

describe('a ticket', () => {
  test('that was closed again was closed last when it says so', () => {
    const { ticket } = bodyOf('closed');
    const again = { ...ticket, last_close_at: '2026-03-05T10:00:00.000Z' };
    expect(theEvent('zammad', 'closed', { body: { ticket: again } }).data).toMatchObject({
      ticket: { timestamps: { closed: '2026-03-05T10:00:00.000Z' } },
    });
  });

  test('has no custom fields of what Zammad knows itself', () => {
    const own = { pending_time: '2026-03-05T10:00:00.000Z', ai_agent_running: false, approval_state: 'none' };
    const { ticket } = bodyOf('ticket-created');
    const event = theEvent('zammad', 'ticket-created', { body: { ticket: { ...ticket, ...own } } });
    expect(event.data).toMatchObject({ ticket: { custom_fields: [{ key: 'asset_tag' }] } });
  });
});

describe('an internal article', () => {
  const SECRET = 'Known fault: firmware 4.1.';
  const internal = { ...bodyOf('ticket-created').article, internal: true, body: SECRET };

  test('that the ticket begins with is a note beside it, and not its body', () => {
    const what = mappedTo('zammad', 'ticket-created', { body: { article: internal } });
    const [ticket, note, ...more] = what.kind === 'events' ? what.events : [];
    expect([ticket?.type, note?.type, more]).toEqual(['ticket.created', 'note.created', []]);
    expect(ticket?.id).not.toBe(note?.id);
    expect(JSON.stringify(ticket)).not.toContain(SECRET);
    expect(ticket?.data).not.toHaveProperty('ticket.attachments');
    expect(note?.data).toMatchObject({ message: { visibility: 'internal', html: SECRET } });
  });

  test('is no reply, whatever its trigger stands for', () => {
    const options = { triggers: { 'Deskhook: tickets': 'reply.created' } };
    expect(theEvent('zammad', 'internal-note', { options }).type).toBe('note.created');
    expect(theEvent('zammad', 'agent-reply', { options }).type).toBe('reply.created');
  });

  test('is one that is not told to be public', () => {
    const article = { ...bodyOf('agent-reply').article, internal: undefined };
    expect(theEvent('zammad', 'agent-reply', { body: { article } }).type).toBe('note.created');
  });
});

describe('what happened', () => {
  it('is told by the name of the trigger, where the tenant says what it stands for', () => {
    const options = { triggers: { 'deskhook: CLOSED': 'ticket.closed' } };
    const { type, data } = theEvent('zammad', 'closed', { options });
    expect(type).toBe('ticket.closed');
    const ticket = {
      status: { slug: 'closed', base: 'closed' },
      agents: [],
      timestamps: { closed: '2026-03-03T10:00:00.000Z' },
    };
    expect(data).toMatchObject({ actor: AGENT, ticket });
    expect(data).not.toHaveProperty('ticket.primary_agent');
  });

  it('is an update of which nothing is told, where only the ticket comes', () => {
    const { type, data } = theEvent('zammad', 'closed');
    expect(type).toBe('ticket.updated');
    expect(data).not.toHaveProperty('changes');
  });

  it('is told by the trigger also of what is ignored otherwise', () => {
    const options = { triggers: { 'Deskhook: tickets': 'custom.automatic_answer' } };
    expect(theEvent('zammad', 'automatic-answer', { options }).type).toBe('custom.automatic_answer');
    expect(mappedTo('zammad', 'automatic-answer').kind).toBe('ignored');
  });
});

test('states of one’s own get their bases from the options', () => {
  const ticket = { ...bodyOf('ticket-created').ticket, state: 'Waiting for parts' };
  const base = (options: object) =>
    theEvent('zammad', 'ticket-created', { body: { ticket }, options: { ...options } }).data['ticket'];
  expect(base({})).toMatchObject({ status: { slug: 'waiting_for_parts', name: 'Waiting for parts' } });
  expect(base({ statuses: { 'waiting for parts': 'stopped' } })).toMatchObject({
    status: { base: 'stopped' },
  });
});

test('a payload of the administrator’s own is not understood', () => {
  expect(mappedTo('zammad', 'closed', { body: { ticket: 'Ticket#10081' } })).toMatchObject({
    kind: 'unmapped',
    detail: expect.stringContaining('Custom Payload'),
  });
});

function bodyOf(name: string): { readonly ticket: object; readonly article: object } {
  return JSON.parse(recordedRequest('zammad', name).body.toString());
}
