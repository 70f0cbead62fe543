import { describe, expect, test } from '@jest/globals';
import { goldenText } from '../../../../test/dialects/golden-vector.js';
import { REPLY, SITE_URL, TICKET, USER } from '../../../../test/dialects/supportgenix-event.js';
import { aRenderInput, type RenderOverrides } from '../../../../test/support/render-input.js';
import { sampleEvent } from '../canonical/sample-event.js';
import { optionFaults, resolveOptions } from '../options.js';
import { triggersOf } from '../triggers.js';
import { supportgenix } from './index.js';

const options = (given: Readonly<Record<string, string | boolean>> = {}) =>
  resolveOptions(supportgenix.options, given);
const render = (overrides: RenderOverrides) =>
  supportgenix.render(aRenderInput({ options: options({ siteUrl: SITE_URL }), ...overrides }));
const textOf = (overrides: RenderOverrides): string => Buffer.from(render(overrides).body).toString();
const pairsOf = (overrides: RenderOverrides) => [...new URLSearchParams(textOf(overrides))];
const created = { trigger: 'on_tckt_create', type: 'ticket.created', data: { ticket: TICKET } };
const replied = {
  trigger: 'on_tckt_replied',
  type: 'reply.created',
  data: { ticket: { ...TICKET, status: { name: 'Active' } }, message: REPLY },
};
const closed = {
  trigger: 'on_tckt_closed',
  type: 'ticket.closed',
  data: {
    ticket: { ...TICKET, status: { name: 'Closed' }, custom_fields: TICKET.custom_fields.slice(0, 1) },
  },
};
const fires = (selectors: readonly string[], type: string, data: Readonly<Record<string, unknown>>) =>
  triggersOf(supportgenix, selectors, { id: 'e1', type, stateChange: 'e1', actorType: null, data }, {}).map(
    ({ name }) => name,
  );

const LINK = 'https://yoursite.com/wp-admin/admin.php?page=support-genix#/tickets/123';

describe('the form', () => {
  test('of the golden vector, byte for byte', () => {
    const ticket = {
      ...TICKET,
      subject: "Cannot access my account ~é*'()!",
      custom_fields: [...TICKET.custom_fields, { id: 9, label: 'Multi', values: ['a', 'b'] }],
    };
    expect(textOf({ ...created, data: { ticket } })).toBe(goldenText('supportgenix.form'));
  });

  test('of a created ticket', () => {
    expect(pairsOf(created)).toEqual([
      ['event', 'ticket.created'],
      ['id', '123'],
      ['ticket_track_id', 'TKT-00042'],
      ['category_id', '5'],
      ['category_title', 'Billing'],
      ['ticket_user_id', '45'],
      ['ticket_user_email', 'john@example.com'],
      ['ticket_user_title', 'John Doe'],
      ['title', 'Cannot access my account'],
      ['ticket_body', '<p>I am unable to log in since this morning...</p>'],
      ['opened_time', '2026-02-17T10:30:00+00:00'],
      ['status', 'Open'],
      ['ticket_link', LINK],
      ['assigned_on', 'Jane Agent'],
      ['assigned_date', '2026-02-17T10:31:00+00:00'],
      ['related_url', ''],
      ['custom_fields[order_number_8]', 'ORD-12345'],
      ['custom_fields[product_name_12]', 'Widget Pro'],
    ]);
  });

  test('of a reply', () => {
    expect(pairsOf(replied)).toEqual([
      ['event', 'ticket.replied'],
      ['id', '123'],
      ['ticket_track_id', 'TKT-00042'],
      ['ticket_user_id', '45'],
      ['ticket_user_email', 'john@example.com'],
      ['ticket_user_title', 'John Doe'],
      ['title', 'Cannot access my account'],
      ['status', 'Active'],
      ['ticket_link', LINK],
      ['ticket_replied_user_id', '12'],
      ['ticket_replied_user', 'Jane Agent'],
      ['replied_text', "<p>Hi John, I've reset your password. Please try logging in again.</p>"],
    ]);
  });

  test('of a closed ticket', () => {
    expect(pairsOf(closed)).toEqual([
      ['event', 'ticket.closed'],
      ['id', '123'],
      ['ticket_track_id', 'TKT-00042'],
      ['category_id', '5'],
      ['category_title', 'Billing'],
      ['ticket_user_id', '45'],
      ['ticket_user_email', 'john@example.com'],
      ['ticket_user_title', 'John Doe'],
      ['title', 'Cannot access my account'],
      ['opened_time', '2026-02-17T10:30:00+00:00'],
      ['closed_time', '2026-02-17T14:45:00+00:00'],
      ['status', 'Closed'],
      ['ticket_link', LINK],
      ['custom_fields[order_number_8]', 'ORD-12345'],
    ]);
  });

  test('of a new client', () => {
    expect(pairsOf({ trigger: 'on_client_create', type: 'user.created', data: { user: USER } })).toEqual([
      ['event', 'user.created'],
      ['id', '45'],
      ['first_name', 'John'],
      ['last_name', 'Doe'],
      ['email', 'john@example.com'],
      ['custom_fields[company_name_3]', 'Acme Inc'],
      ['custom_fields[phone_number_7]', '+1-555-0100'],
    ]);
  });

  test('with all ticket fields, those of a created ticket everywhere', () => {
    const all = { options: options({ siteUrl: SITE_URL, allTicketFields: true }) };
    const keysOf = (overrides: RenderOverrides) => pairsOf({ ...overrides, ...all }).map(([key]) => key);
    const keys = keysOf(created);
    expect(keys).toEqual(pairsOf(created).map(([key]) => key));
    const replyKeys = ['ticket_replied_user_id', 'ticket_replied_user', 'replied_text'];
    expect(keysOf(replied)).toEqual([...keys, ...replyKeys]);
    const closedKeys = keysOf({ ...closed, data: created.data });
    expect(closedKeys).toEqual(keys.flatMap((key) => (key === 'opened_time' ? [key, 'closed_time'] : [key])));
  });

  test('of an unassigned ticket has empty assignment fields, of one without custom fields none', () => {
    const ticket = { ...TICKET, agents: [], custom_fields: [] };
    expect(textOf({ ...created, data: { ticket } })).toMatch(/&assigned_on=&assigned_date=&related_url=$/);
  });

  test('of a ticket of which only the id is known', () => {
    const form = textOf({ ...created, time: '2026-02-17T12:00:00Z', data: { ticket: { id: 7 } } });
    expect(form).toBe(
      'event=ticket.created&id=7&ticket_track_id=7&category_id=0&category_title=&ticket_user_id=0' +
        '&ticket_user_email=&ticket_user_title=&title=&ticket_body=&opened_time=2026-02-17T12%3A00%3A00%2B00%3A00' +
        '&status=&ticket_link=https%3A%2F%2Fyoursite.com%2Fwp-admin%2Fadmin.php%3Fpage%3Dsupport-genix%23%2Ftickets%2F7' +
        '&assigned_on=&assigned_date=&related_url=',
    );
  });
});

describe('the link to the ticket', () => {
  const linkOf = (overrides: RenderOverrides) =>
    new URLSearchParams(textOf({ ...created, ...overrides })).get('ticket_link');
  test('is the one that the event states', () => {
    const ticket = { ...TICKET, urls: { admin: 'https://desk.example.com/t/123' } };
    expect(linkOf({ data: { ticket } })).toBe('https://desk.example.com/t/123');
  });
  test('else below the base address of the agents, where the tenant has one', () => {
    const tenant = { ...aRenderInput().tenant, adminBaseUrl: 'https://desk.example.com/admin/' };
    expect(linkOf({ tenant })).toBe('https://desk.example.com/admin/tickets/123');
    const ticket = { ...TICKET, urls: { admin: 'https://desk.example.com/t/123' } };
    expect(linkOf({ tenant, data: { ticket } })).toBe('https://desk.example.com/t/123');
  });
  test('else that of the site: the option’s, or the tenant’s', () => {
    expect(linkOf({ options: options({ siteUrl: 'https://other.example/wp/' }) })).toBe(
      'https://other.example/wp/wp-admin/admin.php?page=support-genix#/tickets/123',
    );
    expect(linkOf({ options: options() })).toBe(
      'https://example.com/wp-admin/admin.php?page=support-genix#/tickets/123',
    );
  });
  test('is empty where no address is known', () => {
    const tenant = { ...aRenderInput().tenant, siteUrl: null };
    expect(linkOf({ options: options(), tenant })).toBe('');
  });
});

describe('what fires', () => {
  test.each([
    { id: 1 },
    { role: 'client' },
    { role: 'Customer' },
    { roles: ['subscriber'] },
    { roles: [{ slug: 'customer' }] },
    { new_roles: ['client'] },
    { is_agent: false, role: 'editor' },
    { profile_type: 2 },
    { profile_type: 3 },
    { kind: 'client' },
  ])('a new client %j', (user) => {
    expect(fires(['*'], 'user.created', { user })).toEqual(['on_client_create']);
  });
  test.each([
    { role: 'agent' },
    { roles: ['administrator'] },
    { is_agent: true },
    { profile_type: 1 },
    { kind: 'agent' },
  ])('not of a new colleague %j', (user) => {
    expect(fires(['*', 'on_client_create'], 'user.created', { user })).toEqual([]);
  });
  test('replies of either side, by the native or the canonical name; nothing else', () => {
    for (const author of [{ is_agent: true }, { is_agent: false }])
      expect(fires(['on_tckt_replied', 'reply.*'], 'reply.created', { message: { author } })).toEqual([
        'on_tckt_replied',
      ]);
    for (const type of ['note.created', 'ticket.status_changed', 'ticket.assigned', 'user.role_changed'])
      expect(fires(['*'], type, {})).toEqual([]);
  });
});

describe('the request', () => {
  test('a form without a charset and without a signature', () => {
    const { contentType, headers, warnings } = render(created);
    expect({ contentType, headers, warnings }).toEqual({
      contentType: 'application/x-www-form-urlencoded',
      headers: {},
      warnings: [],
    });
    expect(supportgenix.signer(['secret'])({ deliveryId: 'd', at: 0, body: Buffer.alloc(1) })).toEqual({});
    expect(supportgenix.secretProblem('secret')).toContain('does not sign');
    expect(supportgenix.signsByDefault).toBe(false);
  });
  test.each([
    ['https://yoursite.com', 'WordPress/6.8; https://yoursite.com'],
    ['https://bücher.example/blög/', 'WordPress/6.8; https://xn--bcher-kva.example/bl%C3%B6g'],
  ])('the vendor’s user agent of %s', (siteUrl, agent) => {
    const { headers } = render({ ...created, options: options({ siteUrl, userAgent: 'vendor' }) });
    expect(headers).toEqual({ 'user-agent': agent });
  });
  test('the vendor’s user agent of an unknown site', () => {
    const tenant = { ...aRenderInput().tenant, siteUrl: null };
    const { headers } = render({ ...created, tenant, options: options({ userAgent: 'vendor' }) });
    expect(headers).toEqual({ 'user-agent': 'WordPress/6.8' });
  });
  test('options that it does not have are refused', () => {
    const given = { allTicketFields: 'yes', siteUrl: 'ftp://x', userAgent: 'x', more: 1 };
    expect(optionFaults(supportgenix.options, given)).toHaveLength(4);
  });
  test('delivered as Support Genix promises', () => {
    expect(supportgenix.defaults).toEqual({
      timeoutMs: 120_000,
      connectTimeoutMs: 10_000,
      retrySchedule: [],
      successCodes: '2xx',
      maxRedirects: 5,
    });
    expect(supportgenix.limits).toEqual({ nameLengthMax: 100, urlLengthMax: 255, httpsOnly: false });
  });
});

const SAMPLED_TYPES = ['ticket.created', 'reply.created', 'ticket.closed', 'user.created'] as const;

test.each((supportgenix.events ?? []).map(({ name }) => name))('the sample of %s fires it', (name) => {
  const { type, data } = supportgenix.samples?.[name] ?? { type: 'none' };
  const known = SAMPLED_TYPES.find((one) => one === type);
  if (known === undefined) throw new Error(`${name} has no sample`);
  const event = sampleEvent(known, 'acme', 'e1', new Date('2026-02-17T12:00:00Z'), data);
  expect(fires(['*'], type, event.data)).toEqual([name]);
  const form = textOf({ trigger: name, type, data: event.data });
  expect(form).toMatch(/^event=/);
  expect(form).not.toMatch(/=&|=$/);
});
