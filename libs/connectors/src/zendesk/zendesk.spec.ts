import { describe, expect, it, test } from '@jest/globals';
import { mappedTo, theEvent } from '../../../../test/support/mapped.js';

const AGENT = { id: 8_447_388_090_494, is_agent: true };

test('a new ticket, whole', () => {
  const event = theEvent('zendesk', 'ticket-created', { options: { siteUrl: 'https://desk.zendesk.com' } });
  expect(event).toEqual({
    specversion: '1.0',
    id: 'con_1:d4f5c389-8f4a-4c2e-a1b9-8e4f39c71d01',
    source: '/connectors/zendesk/con_1',
    type: 'ticket.created',
    subject: 'tickets/5158',
    time: '2026-03-02T10:25:30.123Z',
    datacontenttype: 'application/json',
    correlationid: 'con_1:01HZZZ',
    data: {
      actor: { id: 8_447_388_090_495 },
      ticket: {
        id: 5158,
        subject: 'Cannot sign in with the app',
        type: 'public',
        body: { text: 'The app asks for my password again and again.' },
        status: { slug: 'open', name: 'Open', base: 'in_progress' },
        priority: { slug: 'high', name: 'High' },
        category: { slug: 'problem', name: 'Problem' },
        origin: { slug: 'web_service' },
        requester: { id: 8_447_388_090_777, is_agent: false, organization: '8447346622462' },
        agents: [AGENT],
        primary_agent: AGENT,
        team: { id: 8_447_320_466_430 },
        tags: [{ name: 'mobile' }, { name: 'login' }],
        urls: { admin: 'https://desk.zendesk.com/agent/tickets/5158' },
        timestamps: { created: '2026-03-02T09:14:07.000Z', updated: '2026-03-02T10:25:30.000Z' },
      },
    },
  });
});

describe('changes', () => {
  const changes = (name: string, body: Record<string, unknown> = {}) =>
    theEvent('zendesk', name, { body }).data['changes'];

  test('of the status', () => {
    expect(changes('status-changed')).toEqual([
      {
        field: 'status',
        label: 'Status',
        old: 'solved',
        old_label: 'Solved',
        old_base: 'resolved',
        new: 'closed',
        new_label: 'Closed',
        new_base: 'closed',
      },
    ]);
  });

  test('of who is responsible, by ids', () => {
    const [old, now] = [8_447_388_090_496, 8_447_388_090_494];
    const ids = { old, new: now, old_id: old, new_id: now };
    expect(changes('agent-assignment-changed')).toEqual([{ field: 'agents', label: 'Assignee', ...ids }]);
    const group = { type: 'zen:event-type:ticket.group_assignment_changed' };
    expect(changes('agent-assignment-changed', group)).toEqual([{ field: 'team', label: 'Group', ...ids }]);
  });

  test('of tags, from those that came and went', () => {
    expect(changes('tags-changed')).toEqual([
      { field: 'tags', label: 'Tags', old: ['mobile', 'web'], new: ['mobile', 'login'] },
    ]);
  });

  test('of fields, also of one’s own', () => {
    expect(changes('custom-field-changed')).toEqual([
      { field: 'custom_fields.360013', label: 'Plan', old: 'free', new: 'gold' },
    ]);
    expect(theEvent('zendesk', 'custom-field-changed').data).toMatchObject({
      ticket: { custom_fields: [{ id: 360_013, label: 'Plan', type: 'tagger', value: 'gold' }] },
    });
    const several = { field: { id: '360014', title: 'Regions' }, previous: null, current: ['eu', 'us'] };
    expect(theEvent('zendesk', 'custom-field-changed', { body: { event: several } }).data).toMatchObject({
      ticket: { custom_fields: [{ id: 360_014, label: 'Regions', type: 'text', values: ['eu', 'us'] }] },
    });
    const priority = {
      type: 'zen:event-type:ticket.priority_changed',
      event: { current: 'URGENT', previous: null },
    };
    expect(changes('status-changed', priority)).toEqual([
      { field: 'priority', label: 'Priority', old: null, new: 'urgent' },
    ]);
  });

  test('of a merged ticket', () => {
    const merged = { type: 'zen:event-type:ticket.merged', event: { target_ticket_id: '77' } };
    expect(changes('status-changed', merged)).toMatchObject([{ field: 'merged_into', new: 77 }]);
  });
});

describe('comments', () => {
  test('are replies, or notes where they are private', () => {
    const [open, hidden] = ['comment-public', 'comment-private'].map((name) => theEvent('zendesk', name));
    const author = { id: 8_447_388_090_495, name: 'Tomas Lind', is_agent: true };
    expect(open).toMatchObject({ type: 'reply.created', data: { actor: author } });
    expect(open?.data['message']).toEqual({
      id: 9_876_543_210,
      kind: 'reply',
      visibility: 'public',
      author,
      text: 'We are looking into it.',
      summary: 'We are looking into it.',
      created: '2026-03-02T10:25:30.123Z',
    });
    expect(hidden).toMatchObject({ type: 'note.created', data: { message: { visibility: 'internal' } } });
  });
});

test('a comment that is not told to be public is a note', () => {
  const event = { comment: { id: '1', body: 'Careful with this one.' } };
  expect(theEvent('zendesk', 'comment-public', { body: { event } }).type).toBe('note.created');
});

describe('the body of a trigger', () => {
  const AUTHOR = { id: 8_447_388_090_495, name: 'Tomas Lind', email: 'tomas@desk.example', is_agent: true };

  it('says which event it is', () => {
    const event = theEvent('zendesk', 'trigger');
    expect(event).toMatchObject({
      id: 'con_1:01HN0000000000000000000010',
      type: 'reply.created',
      time: '2026-03-02T10:25:30.000Z',
    });
    expect(event.data).toEqual({
      actor: AUTHOR,
      ticket: {
        id: 5158,
        subject: 'Cannot sign in with the app',
        type: 'public',
        body: { text: 'The app asks for my password again and again.' },
        status: { slug: 'open', name: 'Open', base: 'in_progress' },
        priority: { slug: 'high', name: 'High' },
        origin: { slug: 'web_form' },
        requester: {
          id: 8_447_388_090_777,
          name: 'Mira Okafor',
          email: 'mira@client.example',
          is_agent: false,
        },
        agents: [],
        team: { name: 'Support' },
        tags: [{ name: 'mobile' }, { name: 'login' }],
        urls: { admin: 'https://desk.zendesk.com/agent/tickets/5158' },
        timestamps: { created: '2026-03-02T09:14:07.000Z', updated: '2026-03-02T10:25:30.000Z' },
      },
      message: {
        id: 9_876_543_210,
        kind: 'reply',
        visibility: 'public',
        author: AUTHOR,
        text: 'We are looking into it.',
        summary: 'We are looking into it.',
      },
    });
  });

  it.each(['user.created', 'deskhook.loop_stopped', 'ticket.exploded', ''])('may not be %p', (type) => {
    expect(mappedTo('zendesk', 'trigger', { body: { type } }).kind).toBe('unmapped');
  });

  it('is a note where the comment is internal, whatever it says', () => {
    const commented = (told: object) => {
      const comment = { text: 'Careful with this one.', ...told };
      return theEvent('zendesk', 'trigger', { body: { comment } });
    };
    const note = commented({ is_public: 'false' });
    expect([note.type, note.data['message']]).toEqual([
      'note.created',
      expect.objectContaining({ kind: 'note', visibility: 'internal' }),
    ]);
    expect(commented({ is_public: 'true' }).type).toBe('reply.created');
    expect(commented({}).type).toBe('reply.created');
  });

  describe('says by whom a comment is', () => {
    const REQUESTER = { id: '8447388090777', name: 'Mira Okafor', email: 'mira@client.example' };
    const ASSIGNEE = { name: 'Tomas Lind', email: 'tomas@desk.example' };
    const agentOf = (actor: object, author: object, assignee: object = {}) => {
      const ticket = { id: '1', requester: REQUESTER, assignee };
      const body = { actor, ticket, comment: { text: 'Hello', author } };
      return theEvent('zendesk', 'trigger', { body }).data['message'];
    };

    it.each([
      ['Agent', true],
      ['Admin', true],
      ['Light Agent', true],
      ['End-user', false],
      ['End user', false],
    ])('by the role of who did it: %s', (role, expected) => {
      expect(agentOf({ id: '9', name: 'A', role }, { id: '9', name: 'A' })).toMatchObject({
        author: { is_agent: expected },
      });
      expect(agentOf({ id: '9', name: 'A', role }, { id: '8', name: 'A' })).not.toHaveProperty(
        'author.is_agent',
      );
    });

    it('by the place in the ticket, where no role is told: bodies of before', () => {
      const agent = agentOf(ASSIGNEE, { name: ASSIGNEE.name }, ASSIGNEE);
      const customer = agentOf({ name: 'Mira Okafor' }, { name: 'Mira Okafor', email: '' }, ASSIGNEE);
      const other = agentOf({ name: 'Noor Haddad' }, { name: 'Noor Haddad', email: '' }, ASSIGNEE);
      expect(agent).toMatchObject({ author: { is_agent: true } });
      expect(customer).toMatchObject({ author: { is_agent: false } });
      expect(other).not.toHaveProperty('author.is_agent');
      expect(agentOf({ role: 'Rolle' }, { id: '8447388090777' })).toMatchObject({
        author: { is_agent: false },
      });
    });
  });

  it('may be one of the tenant’s own', () => {
    expect(theEvent('zendesk', 'trigger', { body: { type: 'custom.vip_waits' } }).type).toBe(
      'custom.vip_waits',
    );
  });
});

test('a role that changed', () => {
  const { subject, data } = theEvent('zendesk', 'user-role-changed');
  expect(subject).toBe('users/6596848315901');
  expect(data).toEqual({
    user: {
      id: 6_596_848_315_901,
      email: 'mira@client.example',
      roles: ['agent'],
      is_agent: true,
      old_roles: ['end-user'],
      new_roles: ['agent'],
    },
  });
});

test('the events of one action have it in common', () => {
  const event = { meta: { sequence: { id: '01HZZZ', position: 1, total: 2 } } };
  const ids = ['status-changed', 'tags-changed'].map((name) => theEvent('zendesk', name).correlationid);
  expect(ids).toEqual(['con_1:01HZZZ', 'con_1:01HZZZ']);
  const spaced = { meta: { sequence: { id: 'a name with blanks' } } };
  const odd = theEvent('zendesk', 'ticket-created', { body: { event: spaced } }).correlationid;
  expect(odd).toMatch(/^con_1:[\w-]{43}$/);
  expect(theEvent('zendesk', 'ticket-created', { body: { event } }).correlationid).toBe(ids[0]);
  expect(theEvent('zendesk', 'trigger')).not.toHaveProperty('correlationid');
});

test('what Zendesk does by itself is done by nobody', () => {
  const detail = { id: '5158', actor_id: '-1', assignee_id: null };
  expect(theEvent('zendesk', 'ticket-created', { body: { detail } }).data).not.toHaveProperty('actor');
  const actor = { id: '-1', name: '', email: '', role: '' };
  expect(theEvent('zendesk', 'trigger', { body: { actor } }).data).not.toHaveProperty('actor');
});

test('other events mean nothing', () => {
  const kinds = ['ticket.comment_redacted', 'organization.created', 'agent.state_changed'].map(
    (name) => mappedTo('zendesk', 'ticket-created', { body: { type: `zen:event-type:${name}` } }).kind,
  );
  expect(kinds).toEqual(['ignored', 'ignored', 'ignored']);
});
