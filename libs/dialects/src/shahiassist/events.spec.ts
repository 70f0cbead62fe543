import { describe, expect, test } from '@jest/globals';
import { optionsOf, render, textOf } from '../../../../test/dialects/shahiassist-event.js';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { optionFaults } from '../options.js';
import { sampleOf } from '../sample-of.js';
import { triggersOf } from '../triggers.js';
import { shahiassist } from './index.js';

describe('events', () => {
  const fact = (type: string, data = {}) => ({ id: 'e1', type, stateChange: 'e1', actorType: null, data });
  const fired = (type: string, data = {}) => triggersOf(shahiassist, ['*'], fact(type, data), optionsOf({}));

  test('a team is no assignee', () => {
    expect(fired('ticket.assigned', { assignment: { kind: 'team' } })).toEqual([]);
    expect(fired('ticket.assigned', { assignment: { kind: 'agent' } })).toMatchObject([
      { name: 'ticket.assigned' },
    ]);
    expect(fired('ticket.unassigned', { assignment: { kind: 'agent' } })).toEqual([]);
  });
  test('an article is reported as viewed once in 15 minutes', () => {
    const views = fired('article.viewed', { article: { id: 456 } });
    expect(views).toEqual([
      {
        name: 'article.viewed',
        occurrence: 'e1',
        throttle: { key: 'article.viewed 456', windowMs: 900_000 },
      },
    ]);
  });
  test('a custom event has its own name and data, and survives', () => {
    expect(fired('custom.order')).toMatchObject([{ name: 'custom.order' }]);
    const data = { id: 1.5, note: ' x ', none: {}, list: { 0: 'a' }, deep: { empty: '' } };
    const rendered = render(
      { bodySignature: false },
      { type: 'custom.order', trigger: 'custom.order', data },
    );
    expect(textOf(rendered)).toBe(
      '{"event":"custom.order","timestamp":1638019200,"site_url":"https:\\/\\/example.com","data":' +
        '{"id":"1.5","note":"x","list":{"field_0":"a"},"deep":{"empty":null}}}',
    );
  });
  test('names can be corrected', () => {
    expect(textOf(render({ eventNames: { 'ticket.created': 'ticket.new' } }))).toMatch(
      /^\{"event":"ticket\.new",/,
    );
    expect(optionFaults(shahiassist.options, { eventNames: { nonsense: 'x' } })).toHaveLength(1);
  });
  test("the site: the subscription's before the tenant's, without a slash; null when nobody said", () => {
    expect(JSON.parse(textOf(render({ siteUrl: 'https://shop.example/wp//' }))).site_url).toBe(
      'https://shop.example/wp',
    );
    const tenant = { ...aRenderInput().tenant, siteUrl: null };
    expect(JSON.parse(textOf(render({}, { tenant }))).site_url).toBeNull();
  });
});

/** By the dialects page, section 5a, of the canonical samples. */
const documented: Readonly<Record<string, object>> = {
  'ticket.created': {
    ticket_id: 123,
    title: 'Cannot log in',
    content: expect.stringContaining('<p>'),
    status: 'pending',
    author_id: 45,
    author_email: 'john@example.com',
    custom_fields: expect.objectContaining({ order_number: 'ORD-12345' }),
    ticket_url: expect.stringMatching(/^https:/),
  },
  'ticket.status_changed': {
    ticket_id: 123,
    old_status: 'open',
    new_status: 'pending',
    changed_by: 12,
    change_reason: 'Waiting for the customer',
  },
  'ticket.assigned': {
    ticket_id: 123,
    title: 'Cannot log in',
    assigned_to: 12,
    assigned_to_email: 'jane@example.com',
    previous_assignee: 13,
    assigned_by: 12,
    status: 'pending',
  },
  'ticket.closed': {
    ticket_id: 123,
    title: 'Cannot log in',
    old_status: 'pending',
    new_status: 'closed',
    changed_by: 12,
    change_reason: 'Solved by resetting the password',
    closed_by: 12,
    status: 'closed',
    author_id: 45,
    author_email: 'john@example.com',
  },
  'ticket.reply_added': { ticket_id: 123, reply_id: 901, title: 'Cannot log in', status: 'pending' },
  'article.published': {
    article_id: 456,
    author_id: 12,
    categories: expect.arrayContaining(['account']),
    tags: expect.arrayContaining(['password']),
  },
  'article.updated': { article_id: 456, updated_by: expect.any(Number) },
  'article.viewed': { article_id: 456, user_id: 45, view_count: 12 },
  'user.role_changed': {
    user_id: 45,
    user_email: 'john@example.com',
    old_role: 'customer',
    new_role: 'agent',
    changed_by: expect.any(Number),
  },
  'agent.login': {
    user_id: 12,
    user_email: 'jane@example.com',
    display_name: 'Jane Agent',
    login_time: 1771339500,
  },
  test: { test: true, ticket_id: 999, title: 'Test Ticket' },
};

describe('samples', () => {
  const context = { tenant: 'acme', id: 'sample-1', now: new Date('2026-02-17T14:45:00Z') };
  test.each((shahiassist.events ?? []).map(({ name }) => name))('%s: complete', (name) => {
    const sample = sampleOf(shahiassist, name, context);
    const payload = Buffer.from(JSON.stringify(sample?.event));
    const input = { ...aRenderInput(), payload, trigger: sample?.trigger ?? null, options: optionsOf({}) };
    const body = JSON.parse(textOf(shahiassist.render(input)));
    expect(body).toMatchObject({ event: name, timestamp: 1771339500, data: documented[name] });
    expect(Object.values(body.data)).not.toContain(null);
  });
  test.each<[object, object, string | null, string]>([
    [{}, { old_label: 'In Progress', new_label: 'Waiting: Customer!' }, 'in-progress', 'waiting-customer'],
    [
      { status: { slug: 'waiting' } },
      { old_label: 'Open', new_label: 'Waiting Customer' },
      'open',
      'waiting',
    ],
    [{}, { old: { name: 'In Progress' }, new: { slug: 'on_hold' } }, 'in-progress', 'on_hold'],
    [{ status: { name: 'On Hold' } }, { old_label: ' - ' }, null, 'on-hold'],
    [{}, { old: 'open', old_label: 'Opened', new: 'done', new_label: 'Done' }, 'open', 'done'],
  ])('of the ticket %j the change %j is one from %j to %j', (ticket, change, from, to) => {
    const data = { ticket: { id: 1, ...ticket }, changes: [{ field: 'status', ...change }] };
    const dataOf = (type: string) => JSON.parse(textOf(render({}, { type, trigger: type, data }))).data;
    expect(dataOf('ticket.status_changed')).toMatchObject({ old_status: from, new_status: to });
    expect(dataOf('ticket.closed')).toMatchObject({ old_status: from, new_status: 'closed' });
  });
  test('a status change has exactly the documented keys', () => {
    const { body } = render({}, { type: 'ticket.status_changed', trigger: 'ticket.status_changed' });
    expect(JSON.parse(textOf({ body })).data).toEqual({
      ticket_id: 123,
      old_status: null,
      new_status: 'open',
      changed_by: 0,
      change_reason: null,
    });
  });
});
