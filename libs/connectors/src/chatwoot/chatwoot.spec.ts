import { describe, expect, it, test } from '@jest/globals';
import { mappedTo, theEvent } from '../../../../test/support/mapped.js';

const CONTACT = {
  id: 311,
  external_id: 'crm-77',
  name: 'Mira Okafor',
  email: 'mira@client.example',
  phone: '+61255507777',
  is_agent: false,
};
const AGENT = {
  id: 12,
  name: 'Tomas Lind',
  is_agent: true,
  avatar: { '128': 'https://chatwoot.example/a/12.png' },
};

test('a new conversation, whole', () => {
  const options = { siteUrl: 'https://chatwoot.example' };
  expect(theEvent('chatwoot', 'conversation-created', { options })).toEqual({
    specversion: '1.0',
    id: 'con_1:f5f3a1f0-8f60-4b34-8a46-3f1a52f30c01',
    source: '/connectors/chatwoot/con_1',
    type: 'ticket.created',
    subject: 'tickets/57',
    time: '2026-03-02T09:14:35.000Z',
    datacontenttype: 'application/json',
    data: {
      ticket: {
        id: 57,
        type: 'public',
        body: { text: 'My cart is empty after I sign in.' },
        status: { slug: 'open', name: 'open', base: 'in_progress' },
        origin: { slug: 'web_widget' },
        urls: { admin: 'https://chatwoot.example/app/accounts/2/conversations/57' },
        requester: CONTACT,
        agents: [],
        labels: [],
        timestamps: {
          created: '2026-03-02T09:14:35.000Z',
          updated: '2026-03-02T09:14:35.318Z',
          last_activity: '2026-03-02T09:14:35.000Z',
        },
        custom_fields: [],
      },
    },
  });
});

test.each([
  ['is private', { private: true }],
  ['is not told to be public', { private: null }],
  ['Chatwoot wrote by itself', { message_type: 2 }],
  ['is a template', { message_type: 'template' }],
  ['is an answer already', { message_type: 1 }],
])('a message that %s is not the body of a new ticket', (_what, changed) => {
  const message = { content: 'Careful with this one.', message_type: 0, private: false, ...changed };
  const { data } = theEvent('chatwoot', 'conversation-created', { body: { messages: [message] } });
  expect(data['ticket']).not.toHaveProperty('body');
});

test('links need the account: the event’s, that of its message, or the one of the options', () => {
  const link = (body: object, more: object = {}) => {
    const options = { siteUrl: 'https://chatwoot.example', ...more };
    return theEvent('chatwoot', 'conversation-created', { body: { ...body }, options }).data['ticket'];
  };
  const to = (account: number) => ({
    urls: { admin: `https://chatwoot.example/app/accounts/${account}/conversations/57` },
  });
  expect(link({ account: { id: 9 } }, { accountId: 7 })).toMatchObject(to(9));
  expect(link({}, { accountId: 7 })).toMatchObject(to(2));
  expect(link({ messages: [{ id: 1 }] }, { accountId: 7 })).toMatchObject(to(7));
  expect(link({ messages: [] })).not.toHaveProperty('urls');
});

describe('changes', () => {
  it('of the status have both sides and their bases', () => {
    const { type, time, data } = theEvent('chatwoot', 'status-resolved');
    expect([type, time]).toEqual(['ticket.updated', '2026-03-02T11:13:20.500Z']);
    expect(data['changes']).toEqual([
      {
        field: 'status',
        label: 'Status',
        old: 'open',
        old_label: 'open',
        old_base: 'in_progress',
        new: 'resolved',
        new_label: 'resolved',
        new_base: 'closed',
      },
    ]);
    expect(data).toMatchObject({ ticket: { primary_agent: AGENT } });
  });

  it('of the status are known by the conversation where nothing else tells', () => {
    const { data } = theEvent('chatwoot', 'status-resolved', { body: { changed_attributes: null } });
    expect(data['changes']).toEqual([
      { field: 'status', label: 'Status', new: 'resolved', new_label: 'resolved', new_base: 'closed' },
    ]);
  });

  it('of everything else are told without that of the status', () => {
    const { data } = theEvent('chatwoot', 'conversation-updated');
    expect(data['changes']).toEqual([
      {
        field: 'agents',
        label: 'Assignee',
        old: null,
        new: 12,
        old_id: null,
        new_id: 12,
        new_label: 'Tomas Lind',
      },
      { field: 'team', label: 'Team', old: 3, new: 4, old_id: 3, new_id: 4, new_label: 'shop' },
      { field: 'labels', label: 'Labels', old: ['billing'], new: ['billing', 'vip'] },
      { field: 'priority', label: 'priority', old: null, new: 'high' },
      { field: 'custom_fields.plan', label: 'plan', old: 'free', new: 'gold' },
    ]);
    expect(data['ticket']).toMatchObject({
      priority: { slug: 'high', name: 'high' },
      team: { id: 4, name: 'shop' },
      labels: [{ name: 'billing' }, { name: 'vip' }],
      custom_fields: [{ key: 'plan', label: 'plan', type: 'text', value: 'gold' }],
    });
  });

  it.each([
    ['of the status alone', [{ status: { previous_value: 'open', current_value: 'resolved' } }]],
    ['of what Chatwoot keeps for itself', [{ waiting_since: { previous_value: 1, current_value: 2 } }]],
    ['that are not told', null],
  ])('%s are no event of conversation_updated', (_what, changed) => {
    const body = { changed_attributes: changed };
    expect(mappedTo('chatwoot', 'conversation-updated', { body }).kind).toBe('ignored');
  });
});

describe('messages', () => {
  test('of a contact are replies', () => {
    const { type, data } = theEvent('chatwoot', 'message-incoming');
    expect(type).toBe('reply.created');
    expect(data).toMatchObject({
      actor: CONTACT,
      ticket: { id: 57, requester: CONTACT },
      message: {
        id: 9002,
        kind: 'reply',
        visibility: 'public',
        author: CONTACT,
        text: 'Since the update my cart is empty after I sign in.',
        attachments: [{ id: 71, content_type: 'image', size: 20_480 }],
        created: '2026-03-02T09:20:00.000Z',
      },
    });
  });

  test('that are private are notes', () => {
    const { type, data } = theEvent('chatwoot', 'message-private');
    expect(type).toBe('note.created');
    expect(data).toMatchObject({ message: { visibility: 'internal', author: { id: 12, is_agent: true } } });
  });

  test('say what they are by number in older releases', () => {
    expect(theEvent('chatwoot', 'message-incoming', { body: { message_type: 0 } }).type).toBe(
      'reply.created',
    );
    expect(mappedTo('chatwoot', 'message-incoming', { body: { message_type: 3 } }).kind).toBe('ignored');
    expect(mappedTo('chatwoot', 'message-incoming', { body: { message_type: 9 } }).kind).toBe('unmapped');
  });
});

test('a new contact is a new user', () => {
  const { type, subject, data } = theEvent('chatwoot', 'contact-created');
  expect([type, subject, data]).toEqual(['user.created', 'users/311', { user: CONTACT }]);
});

test('other events mean nothing, and what has none is not understood', () => {
  const kinds = ['webwidget_triggered', 'message_updated', 'conversation_typing_on', null].map(
    (event) => mappedTo('chatwoot', 'contact-created', { body: { event } }).kind,
  );
  expect(kinds).toEqual(['ignored', 'ignored', 'ignored', 'unmapped']);
});
