import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIALECTS } from '@deskhook/dialects';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { sampleRequest } from './sample-request.js';
import { send } from './send.js';

const { supportbee } = DIALECTS;

const contentType = 'application/json; charset=utf-8';

/** The members of the real packet that these readers look at (dialects page, section 2). */
function aPacket(action: string): string {
  const requester = { id: 7, email: 'ana@example.com', name: 'Ana', role: 'customer', agent: false };
  const content = { html: '<p>Où ?</p>', text: 'Où ?', truncated: false, attachments: [] };
  const ticket = { id: 42, subject: 'Réponse a/b', requester, content };
  const company = { subdomain: 'acme', name: 'Acme' };
  return JSON.stringify({ payload: { action_type: action, company, ticket } });
}

describe('SupportBee readers of both eras', () => {
  let dots: ForeignReceiver;
  let underscores: ForeignReceiver;

  beforeAll(async () => {
    dots = await startForeignReceiver('node/supportbee.cjs');
    underscores = await startForeignReceiver('python/supportbee_legacy.py');
  });
  afterAll(async () => void (await Promise.all([dots, underscores].map((one) => one.stop()))));

  test('one that switches on action types with dots', async () => {
    expect(await send(dots.origin, { contentType, body: aPacket('ticket.created') })).toBe(200);
    expect(dots.accepted()).toEqual([
      {
        action: 'ticket.created',
        company: 'acme',
        ticket: 42,
        subject: 'Réponse a/b',
        from: 'ana@example.com',
        text: 'Où ?',
      },
    ]);
    expect(await send(dots.origin, { contentType, body: aPacket('ticket_created') })).toBe(400);
    expect(await send(dots.origin, { contentType, body: '{"action_type":"ticket.created"}' })).toBe(500);
  });

  test('one of 2012, with underscores, ignores the dots', async () => {
    expect(await send(underscores.origin, { contentType, body: aPacket('ticket.created') })).toBe(200);
    expect(underscores.accepted()).toEqual([]);
    expect(await send(underscores.origin, { contentType, body: aPacket('ticket_created') })).toBe(200);
    expect(underscores.accepted()).toEqual([
      { action: 'ticket_created', text: '[Acme: New Ticket] Réponse a/b' },
    ]);
  });
});

describe('what the dialect sends', () => {
  const about = { company: 'acme', ticket: 123, subject: 'Cannot log in', from: 'john@example.com' };
  /** By action, what the reader must find beside the ticket. */
  const understood: Readonly<Record<string, Record<string, unknown>>> = {
    'ticket.created': { text: expect.stringContaining('I cannot log in since this morning.') },
    'customer.reply.created': { by: 'john@example.com', text: 'The link works, thank you.' },
    'agent.reply.created': {
      by: 'jane@example.com',
      text: expect.stringContaining('Please try the link below'),
    },
    'comment.created': { by: 'jane@example.com', text: expect.stringContaining('Same fault as last week') },
    'ticket.assigned.to.user': { to: 'jane@example.com' },
    'ticket.unassigned.from.user': { left: null },
    'ticket.assigned.to.team': { to: 'First level' },
    'ticket.unassigned.from.team': { left: null },
    'ticket.answered': { is: true },
    'ticket.unanswered': { is: false },
    'ticket.spammed': { is: true },
    'ticket.unspammed': { is: false },
    'ticket.trashed': { is: true },
    'ticket.untrashed': { is: false },
    'ticket.archived': { is: true },
    'ticket.unarchived': { is: false },
  };

  test('a reader of dots understands each of the sixteen events', async () => {
    const dots = await startForeignReceiver('node/supportbee.cjs');
    for (const [action, expected] of Object.entries(understood)) {
      expect(await send(dots.origin, sampleRequest(supportbee, action))).toBe(200);
      expect(dots.accepted().at(-1)).toEqual({ action, ...about, ...expected });
    }
    expect(Object.keys(understood)).toEqual(supportbee.events?.map(({ name }) => name));
    await dots.stop();
  });

  test('one of 2012 understands the four that it knows, with legacyActionNames', async () => {
    const underscores = await startForeignReceiver('python/supportbee_legacy.py');
    for (const { name } of supportbee.events ?? []) {
      const request = sampleRequest(supportbee, name, { options: { legacyActionNames: true } });
      expect(await send(underscores.origin, request)).toBe(200);
    }
    expect(underscores.accepted()).toEqual([
      { action: 'ticket_created', text: '[Acme: New Ticket] Cannot log in' },
      { action: 'customer_reply_created', text: '[Acme: Customer Reply] Cannot log in' },
      { action: 'agent_reply_created', text: '[Acme: Agent Reply] Cannot log in' },
      { action: 'comment_created', text: '[Acme: Comment] Cannot log in' },
    ]);
    await underscores.stop();
  });
});
