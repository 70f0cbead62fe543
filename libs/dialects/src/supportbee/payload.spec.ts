import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  AGENT,
  bodyOf,
  COMPANY,
  COPY_READER,
  fires,
  FIRST_LEVEL,
  FULL_DATA,
  JANE,
  JOHN,
  NAMES,
  textOf,
  TICKET,
} from '../../../../test/dialects/supportbee-event.js';
import { anyJsonObject } from '../../../../test/support/json-values.js';

const reply = {
  id: 901,
  created_at: '2026-02-17T11:00:00Z',
  summary: 'Done',
  cc: [COPY_READER],
  replier: JANE,
  content: {
    text: 'Done',
    html: '<b>Done</b>',
    attachments: [
      {
        id: 72,
        created_at: '2026-02-17T11:00:00Z',
        filename: 'a.pdf',
        content_type: 'application/pdf',
        url: { original: 'https://example.com/files/72', thumb: 'https://example.com/files/72' },
      },
    ],
    body: 'Done',
  },
};

const { ticket, message } = FULL_DATA;
const jane = ticket.agents[0];
const at = '2026-02-17T11:59:59.000Z';
const assignment = { id: 5, created_at: '2026-02-17T11:59:59Z', ticket: { id: 123 } };

interface Row {
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly ticket?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, unknown>>;
}

const ROWS: Readonly<Record<string, Row>> = {
  'ticket.created': { type: 'ticket.created' },
  'customer.reply.created': {
    type: 'reply.created',
    data: { message: { ...message, author: ticket.requester } },
    members: { reply: { ...reply, replier: JOHN } },
  },
  'agent.reply.created': { type: 'reply.created', members: { reply } },
  'comment.created': {
    type: 'note.created',
    members: {
      comment: { id: 901, created_at: reply.created_at, commenter: JANE, content: reply.content },
    },
  },
  'ticket.assigned.to.user': {
    type: 'ticket.assigned',
    data: { assignment: { id: 5, kind: 'agent', assignee: jane, previous: null, created: at } },
    members: { agent: AGENT, user_assignment: { ...assignment, assignee: { user: JANE } } },
  },
  'ticket.unassigned.from.user': {
    type: 'ticket.unassigned',
    data: { assignment: { id: 5, kind: 'agent', assignee: null, previous: jane, created: at } },
    ticket: { current_user_assignee: null, current_assignee: { group: FIRST_LEVEL } },
    members: { agent: AGENT, user_assignment: { ...assignment, assignee: { user: JANE } } },
  },
  'ticket.assigned.to.team': {
    type: 'ticket.assigned',
    data: { assignment: { id: 5, kind: 'team', assignee: ticket.team, previous: null, created: at } },
    members: { agent: AGENT, team_assignment: { ...assignment, assignee: { team: FIRST_LEVEL } } },
  },
  'ticket.unassigned.from.team': {
    type: 'ticket.unassigned',
    data: {
      ticket: { ...ticket, agents: [] },
      assignment: { id: 5, kind: 'team', assignee: null, previous: ticket.team, created: at },
    },
    ticket: { current_user_assignee: null, current_team_assignee: null, current_assignee: null },
    members: { agent: AGENT, team_assignment: { ...assignment, assignee: { team: FIRST_LEVEL } } },
  },
  'ticket.answered': {
    type: 'ticket.answered',
    ticket: { unanswered: false },
    members: { agent: AGENT },
  },
  'ticket.unanswered': {
    type: 'ticket.unanswered',
    ticket: { unanswered: true },
    members: { agent: AGENT },
  },
  'ticket.spammed': { type: 'ticket.spam_marked', ticket: { spam: true }, members: { agent: AGENT } },
  'ticket.unspammed': {
    type: 'ticket.spam_cleared',
    ticket: { spam: false },
    members: { agent: AGENT },
  },
  'ticket.trashed': { type: 'ticket.trashed', ticket: { trash: true }, members: { agent: AGENT } },
  'ticket.untrashed': { type: 'ticket.untrashed', ticket: { trash: false }, members: { agent: AGENT } },
  'ticket.archived': { type: 'ticket.archived', ticket: { archived: true }, members: { agent: AGENT } },
  'ticket.unarchived': {
    type: 'ticket.unarchived',
    ticket: { archived: false },
    members: { agent: AGENT },
  },
};

describe('the body', () => {
  test('the sixteen events of the help page', () => {
    expect(NAMES).toEqual(Object.keys(ROWS));
    expect(NAMES).toHaveLength(16);
  });

  test.each(Object.entries(ROWS))('of %s, whole, in its order', (trigger, row) => {
    const text = textOf({ trigger, type: row.type, data: { ...FULL_DATA, ...row.data } });
    const expected = {
      payload: {
        action_type: trigger,
        company: COMPANY,
        ticket: { ...TICKET, ...row.ticket },
        ...row.members,
      },
    };
    expect(JSON.parse(text)).toEqual(expected);
    expect(text).toBe(JSON.stringify(expected));
  });

  test('the recorded payload of its own test suite, as far as it goes', () => {
    const person = {
      id: 15,
      email: 'ticket@gmails.com',
      name: 'ticket@gmails.com',
      role: 'customer',
      agent: false,
    };
    const { email, name, role, id } = person;
    const data = {
      tenant: { subdomain: 'test', name: 'test' },
      actor: {
        id: 1,
        email: 'paulo@supportbee.com',
        name: 'Paul Soares',
        role: 'admin',
        active_tickets_count: 4,
      },
      ticket: {
        id: 18,
        subject: email,
        body: { html: '<div>ticket@gmails.com</div>', text: email },
        origin: { slug: 'web', address: 'paulo@supportbee.com' },
        requester: { id, email, name, role },
        flags: { unanswered: true },
        urls: { admin: 'http://test.lvh.me:3000/tickets/18' },
        timestamps: { created: '2016-05-19T21:36:29Z' },
      },
    };
    const avatar = (hash: string) => `https://secure.gravatar.com/avatar/${hash}.png?r=PG&s=128`;
    expect(bodyOf({ trigger: 'ticket.trashed', type: 'ticket.trashed', data })).toMatchObject({
      payload: {
        action_type: 'ticket.trashed',
        company: { subdomain: 'test', name: 'test' },
        agent: {
          id: 1,
          email: 'paulo@supportbee.com',
          name: 'Paul Soares',
          role: 'admin',
          agent: true,
          active_tickets_count: 4,
          picture: { thumb128: avatar('d0cf98fc768e88505d389d68b80b231d') },
        },
        ticket: {
          id: 18,
          subject: email,
          replies_count: 0,
          agent_replies_count: 0,
          comments_count: 0,
          last_activity_at: '2016-05-19T21:36:29Z',
          created_at: '2016-05-19T21:36:29Z',
          unanswered: true,
          archived: false,
          private: false,
          spam: false,
          trash: true,
          summary: email,
          draft: false,
          cc: [],
          labels: [],
          customer_rating: {},
          url: 'http://test.lvh.me:3000/tickets/18',
          source: { web: 'paulo@supportbee.com' },
          requester: { ...person, picture: { thumb128: avatar('47121b11d79ec9a3d9786ade23f2a3d9') } },
          content: { html: '<div>ticket@gmails.com</div>', text: email, truncated: false, attachments: [] },
        },
      },
    });
  });

  test.each(NAMES)('of %s when only the id is known can still be read into', (trigger) => {
    const type = ROWS[trigger]?.type ?? '';
    expect(bodyOf({ trigger, type, data: { ticket: { id: 1 } } })).toMatchObject({
      payload: {
        action_type: trigger,
        company: { subdomain: 'acme', name: 'Acme' },
        ticket: {
          id: 1,
          created_at: '2026-02-17T12:00:00Z',
          last_activity_at: '2026-02-17T12:00:00Z',
          requester: { id: 0, email: '', name: null, role: 'customer', agent: false },
          content: { html: '', text: '', truncated: false, attachments: [] },
          current_user_assignee: null,
          current_team_assignee: null,
        },
      },
    });
  });

  const EMPTY_AGENT = { id: 0, email: '', name: null, role: 'agent', agent: true };
  test.each(NAMES)('of %s names an empty agent and an empty assignee where nobody is known', (trigger) => {
    const { type = '', members = {} } = ROWS[trigger] ?? {};
    const assignment = { kind: trigger.endsWith('.team') ? 'team' : 'agent' };
    const body = bodyOf({ trigger, type, data: { ticket: { id: 1 }, assignment } });
    const user = { assignee: { user: { ...EMPTY_AGENT, picture: { thumb20: expect.any(String) } } } };
    const team = { assignee: { team: { id: 0, name: '', picture: { thumb20: null } } } };
    expect(body).toMatchObject({
      payload: {
        ...('agent' in members ? { agent: { ...EMPTY_AGENT, active_tickets_count: 0 } } : {}),
        ...('user_assignment' in members ? { user_assignment: user } : {}),
        ...('team_assignment' in members ? { team_assignment: team } : {}),
      },
    });
  });

  test('people in cc keep what is known of them', () => {
    const cc = [ticket.requester, 'cc@example.com', { id: 12, is_agent: true, name: 'Jane' }, '', {}];
    const jane12 = { id: 12, email: '', name: 'Jane', role: 'agent', agent: true };
    const people = [JOHN, COPY_READER, expect.objectContaining(jane12)];
    const data = { ticket: { ...ticket, cc }, message: { ...message, cc } };
    expect(bodyOf({ trigger: 'agent.reply.created', type: 'reply.created', data })).toMatchObject({
      payload: { ticket: { cc: people }, reply: { cc: people } },
    });
  });

  test('a reply that names nobody is its requester’s', () => {
    const data = { ticket: { id: 1, requester: ticket.requester }, message: { text: 'Hi' } };
    expect(fires(['*'], 'reply.created', data)).toEqual(['customer.reply.created']);
    expect(bodyOf({ trigger: 'customer.reply.created', type: 'reply.created', data })).toMatchObject({
      payload: { reply: { replier: JOHN, content: { text: 'Hi', html: 'Hi' } } },
    });
  });

  test('an assignment whose ticket does not name the assignee yet', () => {
    const data = { ticket: { id: 1 }, assignment: { assignee: jane } };
    expect(bodyOf({ trigger: 'ticket.assigned.to.user', type: 'ticket.assigned', data })).toMatchObject({
      payload: {
        ticket: { current_user_assignee: { user: JANE }, current_assignee: { user: JANE } },
        user_assignment: { id: 0, created_at: '2026-02-17T12:00:00Z', assignee: { user: JANE } },
      },
    });
  });

  test.each([
    ['Email', { email: 'a@example.com' }],
    ['mail', { email: 'a@example.com' }],
    ['chat', { web: 'a@example.com' }],
    ['', { web: 'a@example.com' }],
  ])('the source of a ticket from %j', (slug, source) => {
    const data = { ticket: { id: 1, origin: { slug, address: 'a@example.com' } } };
    const body = bodyOf({ trigger: 'ticket.created', type: 'ticket.created', data });
    expect(body).toMatchObject({ payload: { ticket: { source } } });
  });

  test('any data gives compact JSON that JavaScript writes the same way again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        anyJsonObject,
        anyJsonObject,
        anyJsonObject,
        (trigger, a, b, c) => {
          const data = { ...a, ticket: { ...b, id: 1 }, message: c, assignment: { ...a, assignee: b } };
          const text = textOf({ trigger, type: ROWS[trigger]?.type ?? '', data });
          expect(JSON.stringify(JSON.parse(text))).toBe(text);
          expect(text.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
