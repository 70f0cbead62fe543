import { describe, expect, test } from '@jest/globals';
import { aRenderInput, type RenderOverrides } from '../../../../test/support/render-input.js';
import { readEvent } from './read-event.js';

type Data = Readonly<Record<string, unknown>>;

const AT = Date.parse('2026-02-17T14:45:00.000Z');

function read(data: Data, overrides: RenderOverrides = {}) {
  return readEvent(aRenderInput({ data, ...overrides }));
}

function readTicket(ticket: Data, overrides: RenderOverrides = {}) {
  return read({ ticket: { id: 123, ...ticket } }, overrides).ticket;
}

function readMessage(message: Data, overrides: RenderOverrides = {}) {
  return read({ ticket: { id: 123 }, message }, { type: 'reply.created', ...overrides }).message;
}

describe('texts', () => {
  test('no text: the HTML without its tags', () => {
    expect(readTicket({ body: { html: '<p>a</p><p>b &amp; c</p>' } })).toMatchObject({
      bodyHtml: '<p>a</p><p>b &amp; c</p>',
      bodyText: 'a\n\nb & c',
    });
  });

  test('no HTML: the escaped text with <br>', () => {
    expect(readMessage({ text: 'a < b\nc' })).toMatchObject({ html: 'a &lt; b<br>c', text: 'a < b\nc' });
  });

  test('no summary: the first 100 characters, none of them cut in two', () => {
    const text = `${'a'.repeat(99)}🙂🙂🙂`;
    expect(readTicket({ body: { text } })?.summary).toBe(`${'a'.repeat(99)}🙂`);
    expect(readTicket({ body: { text }, summary: 'Short' })?.summary).toBe('Short');
  });
});

describe('what a ticket belongs to', () => {
  test('no category, priority, service or SLA: 0, empty, 0 minutes', () => {
    expect(readTicket({})).toMatchObject({
      category: { id: 0, slug: '', name: '' },
      priority: { id: 0, slug: '', name: '' },
      status: { id: 0, slug: '', name: '', base: null },
      services: [],
      sla: { policy: '', responseMinutes: 0, solutionMinutes: 0, responseDueAt: null, solutionDueAt: null },
      relatedUrl: '',
    });
  });

  test('a slug stands in for a missing name and a name for a missing slug', () => {
    const named = readTicket({ category: { slug: 'billing' }, status: { name: 'In Progress' } });
    expect(named?.category).toEqual({ id: 0, slug: 'billing', name: 'billing' });
    expect(named?.status).toEqual({ id: 0, slug: 'in_progress', name: 'In Progress', base: null });
  });

  test.each([
    [
      undefined,
      { new: 'pending', new_id: 4, new_label: 'Pending' },
      { id: 4, slug: 'pending', name: 'Pending' },
    ],
    [{}, { new_label: 'In Progress' }, { id: 0, slug: 'in_progress', name: 'In Progress' }],
    [null, { new: 4 }, { id: 4, slug: '', name: '' }],
    [
      undefined,
      { new: { id: 4, slug: 'x', base: 'stopped' } },
      { id: 4, slug: 'x', name: 'x', base: 'stopped' },
    ],
    [{ id: 5 }, { new_id: 4, new_label: 'Pending' }, { id: 5, slug: '', name: '' }],
    ['Open', { new_id: 4 }, { id: 0, slug: 'open', name: 'Open' }],
  ])('a status of %j and the change %j: %j', (status, change, expected) => {
    const changes = [
      { field: 'category', new_id: 9 },
      { field: 'status', ...change },
    ];
    expect(read({ ticket: { id: 123, status }, changes }).ticket?.status).toEqual({
      base: null,
      ...expected,
    });
  });

  test('services stand in the order of their levels', () => {
    const services = [
      { level: 2, name: 'Sign-in' },
      { level: 1, name: 'Accounts' },
    ];
    expect(readTicket({ services })?.services).toEqual(['Accounts', 'Sign-in']);
  });

  test.each([
    [{ code: 18 }, { code: 18, slug: 'whatsapp' }],
    [
      { slug: 'email', address: 'a@example.com' },
      { code: 3, slug: 'email', address: 'a@example.com' },
    ],
    [
      { code: 9, slug: 'email' },
      { code: 9, slug: 'email' },
    ],
    [{ slug: 'carrier pigeon' }, { code: 0, slug: 'carrier pigeon' }],
    [null, { code: 0, slug: '', address: '' }],
  ])('origin %j is %j', (origin, expected) => {
    expect(readTicket({ origin })?.origin).toMatchObject(expected);
  });

  test('the assigned agent is the primary one, else the first', () => {
    const agents = [{ id: 12 }, { id: 13 }];
    expect(readTicket({ agents })?.agent?.id).toBe(12);
    expect(readTicket({ agents, primary_agent: { id: 13 } })?.agent?.id).toBe(13);
    expect(readTicket({ primary_agent: { id: 13 } })?.agents.map(({ id }) => id)).toEqual([13]);
    expect(readTicket({})?.agent).toBeNull();
  });

  test('a flag that the type implies is set unless the ticket says otherwise', () => {
    expect(readTicket({}, { type: 'ticket.trashed' })?.flags.trash).toBe(true);
    expect(readTicket({ flags: { trash: false } }, { type: 'ticket.trashed' })?.flags.trash).toBe(false);
    expect(readTicket({}, { type: 'ticket.untrashed' })?.flags.trash).toBe(false);
  });
});

describe('links to a ticket', () => {
  const bases = {
    adminBaseUrl: 'https://desk.example.com/admin//',
    portalBaseUrl: 'https://desk.example.com',
  };
  const { tenant } = aRenderInput();

  test('are those stated', () => {
    const urls = { admin: 'https://a.example.com/1', public: 'https://p.example.com/1' };
    expect(readTicket({ urls })).toMatchObject({ adminUrl: urls.admin, publicUrl: urls.public });
  });

  test('else stand below the base addresses of the tenant', () => {
    expect(readTicket({ id: 'a/b' }, { tenant: { ...tenant, ...bases } })).toMatchObject({
      adminUrl: 'https://desk.example.com/admin/tickets/a%2Fb',
      publicUrl: 'https://desk.example.com/tickets/a%2Fb',
    });
  });

  test('else below its site, else are empty', () => {
    expect(readTicket({})?.adminUrl).toBe('https://example.com/tickets/123');
    expect(readTicket({}, { tenant: { ...tenant, siteUrl: null } })).toMatchObject({
      adminUrl: '',
      publicUrl: '',
    });
  });
});

describe('the tenant', () => {
  test("the event's own words win, without a slash at the end", () => {
    const stated = { subdomain: 'other', name: 'Other', site_url: 'https://other.example.com/' };
    expect(read({ ticket: { id: 1 }, tenant: stated }).tenant).toMatchObject({
      id: 'acme',
      subdomain: 'other',
      name: 'Other',
      siteUrl: 'https://other.example.com',
      timezone: 'UTC',
    });
  });
});

describe('messages', () => {
  test('the last action stands in where the event is about no message', () => {
    const ticket = { id: 1, last_action: { id: 9, kind: 'note', text: 'x' } };
    expect(read({ ticket }).message).toMatchObject({
      id: 9,
      kind: 'note',
      isInternal: true,
      createdAt: null,
    });
    expect(read({ ticket, message: { id: 10 } }).message).toMatchObject({ id: 10, createdAt: AT });
  });

  test.each([
    [{ kind: 'reply', visibility: 'public' }, false],
    [{ kind: 'reply', visibility: 'private' }, true],
    [{ kind: 'reply', visibility: 'Internal' }, true],
    [{ kind: 'note', visibility: 'public' }, true],
    [{}, false],
  ])('%j is internal: %p', (message, isInternal) => {
    expect(readMessage(message)?.isInternal).toBe(isInternal);
  });

  test('the kind follows from the type where it is not stated', () => {
    expect(readMessage({}, { type: 'note.created' })?.kind).toBe('note');
    expect(readMessage({}, { type: 'ticket.created' })?.kind).toBe('report');
    expect(readMessage({ kind: 'chat' })?.kind).toBe('reply');
  });

  test('without an author it is by whoever did it, and its files are too', () => {
    const data = {
      ticket: { id: 1 },
      actor: { id: 12, is_agent: true },
      message: { attachments: [{ id: 1 }] },
    };
    const { message } = read(data, { type: 'reply.created' });
    expect(message?.author).toMatchObject({ id: 12, isAgent: true });
    expect(message?.attachments[0]).toMatchObject({ createdAt: AT, createdBy: { id: 12 } });
  });

  test.each([
    [{ id: 45 }, false],
    [{ id: 12 }, true],
    [{ id: 12, kind: 'client' }, false],
    [{ id: 45, roles: ['agent'] }, true],
  ])(
    'of an author %j who says no more, the requester and the actor tell whether it is an agent: %p',
    (author, isAgent) => {
      const data = {
        ticket: { id: 1, requester: { id: 45 } },
        actor: { id: 13, is_agent: true },
        message: { author },
      };
      expect(read(data, { type: 'reply.created' }).message?.author.isAgent).toBe(isAgent);
    },
  );

  test.each([
    [{ hash32: 'da12b8227851a3ed8dca411e04e43f6e', url: 'u' }, 'DA12B8227851A3ED8DCA411E04E43F6E'],
    [{ url: 'https://example.com/a', filename: 'a' }, 'CD69B81EA00CC2798797293CBC92D643'],
    [{ hash32: 'short', filename: 'a' }, '0CC175B9C0F1B6A831C399E269772661'],
  ])('the hash of the file %j is %s', (attachment, hash32) => {
    expect(readMessage({ attachments: [attachment] })?.attachments[0]?.hash32).toBe(hash32);
  });
});

describe('changes', () => {
  test('without a slug or label have the field as such; ids may be null', () => {
    const changes = [{ field: 'status', old: 'open', new: null, old_id: 'uuid-1' }, { new: 1 }, 'x'];
    expect(read({ ticket: { id: 1 }, changes }).changes).toEqual([
      {
        field: 'status',
        slug: 'status',
        label: 'status',
        old: 'open',
        new: null,
        oldId: 1_000_000_001,
        newId: null,
        oldLabel: null,
        newLabel: null,
        reason: null,
      },
    ]);
  });
});

describe('events about something else than a ticket', () => {
  test('the user, login, article and breach say who and when, else the actor and the event do', () => {
    const actor = { id: 12 };
    expect(
      read({ actor, user: { id: 45, roles: ['agent'] } }, { type: 'user.role_changed' }).user,
    ).toMatchObject({
      oldRoles: [],
      newRoles: ['agent'],
      changedBy: { id: 12 },
    });
    expect(read({ actor }, { type: 'agent.logged_in' }).login).toMatchObject({
      user: { id: 12 },
      at: AT,
      ip: null,
    });
    expect(read({ actor, article: { id: 4 } }, { type: 'article.viewed' }).article).toMatchObject({
      viewer: { id: 12 },
      updatedBy: null,
    });
    const sla = { response_due: '2026-02-17T14:00:00Z', breached_kind: 'response', policy: 'Gold' };
    expect(read({ ticket: { id: 1, sla } }, { type: 'sla.breached' }).breach).toEqual({
      policy: 'Gold',
      metric: 'response',
      dueAt: Date.parse('2026-02-17T14:00:00Z'),
      breachedAt: AT,
    });
  });
});
