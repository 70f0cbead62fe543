import { describe, expect, test } from '@jest/globals';
import { bodyOf, fires, FULL_DATA, NAMES, TIME } from '../../../../test/dialects/supportbee-event.js';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { sampleEvent } from '../canonical/sample-event.js';
import { optionFaults, resolveOptions } from '../options.js';
import { supportbee } from './index.js';

const { ticket, actor } = FULL_DATA;

describe('what fires', () => {
  const agentAuthors = [
    { author: { is_agent: true, role: 'customer' } },
    { author: { kind: 'agent' } },
    { author: { role: 'Admin' } },
    { author: { roles: ['customer', 'agent'] } },
    { author: { roles: [{ slug: 'agent' }] } },
    { author: { profile_type: 3 } },
    { author_kind: 'agent' },
    { author: { id: 12 } },
    {},
  ];
  const customerAuthors = [
    { author: { is_agent: false, role: 'agent' } },
    { author: { kind: 'client' } },
    { author: { role: 'customer' } },
    { author: { profile_type: 2 } },
    { author_kind: 'customer' },
    { author: { id: 45 } },
  ];
  test.each(agentAuthors)('%j is an agent’s reply', (author) => {
    const data = { ticket, actor, message: author };
    expect(fires(['ticket.*', 'reply.*'], 'reply.created', data)).toEqual(['agent.reply.created']);
  });
  test.each(customerAuthors)('%j is a customer’s reply', (author) => {
    const data = { ticket, actor, message: author };
    expect(fires(['*'], 'reply.created', data)).toEqual(['customer.reply.created']);
    expect(fires(['agent.reply.created'], 'reply.created', data)).toEqual([]);
  });
  const others = { ...ticket, agents: [{ id: 12 }, { id: '13' }, 'a1'], primary_agent: { id: 14 } };
  test.each([
    ['one of the agents', { author: { id: 12 } }, {}, null, 'agent'],
    ['one of them, as a text', { author: { id: '12' } }, {}, null, 'agent'],
    ['one of them, as a number', { author: 13 }, {}, null, 'agent'],
    ['one of them, bare', { author: { id: 'a1' } }, {}, null, 'agent'],
    ['the primary agent', { author: { id: 14 } }, { is_agent: false }, 'client', 'agent'],
    ['the requester', { author: { id: 45 } }, { is_agent: true }, 'agent', 'customer'],
    ['a customer, as stated', { author: { id: 12, is_agent: false } }, {}, 'agent', 'customer'],
    ['a customer, by the kind', { author: { id: 12 }, author_kind: 'client' }, {}, 'agent', 'customer'],
    ['nobody, done by a customer', {}, { role: 'customer' }, 'agent', 'customer'],
    ['nobody, done by an agent', {}, { role: 'agent' }, 'client', 'agent'],
    ['nobody, done by one of the agents', {}, { id: 12 }, null, 'agent'],
    ['nobody, actortype agent', {}, null, 'agent', 'agent'],
    ['nobody, actortype api', {}, null, 'api', 'customer'],
    ['somebody, actortype agent', { author: { id: 99 } }, null, 'agent', 'agent'],
  ])('a reply by %s: the native event and the replier agree', (_by, message, by, actortype, side) => {
    const data = { ticket: others, actor: by, message };
    const trigger = `${side}.reply.created`;
    expect(fires(['*'], 'reply.created', data, actortype)).toEqual([trigger]);
    const payload = Buffer.from(JSON.stringify({ type: 'reply.created', time: TIME, actortype, data }));
    const { body } = supportbee.render({ ...aRenderInput({ trigger }), payload });
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({
      payload: { reply: { replier: { agent: side === 'agent' } } },
    });
  });
  test('a reply without message and actor, actortype agent, is not the requester’s', () => {
    expect(fires(['*'], 'reply.created', { ticket }, 'agent')).toEqual(['agent.reply.created']);
    const body = bodyOf({ trigger: 'agent.reply.created', type: 'reply.created', data: { ticket } });
    expect(body).toMatchObject({ payload: { reply: { replier: { id: 0, role: 'agent', agent: true } } } });
  });
  test('an assignment that does not say of what is of an agent', () => {
    expect(fires(['*'], 'ticket.assigned', { ticket })).toEqual(['ticket.assigned.to.user']);
    expect(
      fires(['ticket.unassigned'], 'ticket.unassigned', { ticket, assignment: { kind: 'team' } }),
    ).toEqual(['ticket.unassigned.from.team']);
  });
  test('events that SupportBee does not have fire nothing', () => {
    for (const type of ['ticket.closed', 'ticket.status_changed', 'user.created', 'custom.x'])
      expect(fires(['*'], type, {})).toEqual([]);
  });
});

describe('the request', () => {
  const options = (given: Record<string, string | boolean>) => resolveOptions(supportbee.options, given);
  const render = (given: Record<string, string | boolean>) =>
    supportbee.render(
      aRenderInput({ trigger: 'ticket.assigned.to.user', type: 'ticket.assigned', options: options(given) }),
    );
  test('JSON in UTF-8, said so; no signature', () => {
    const { contentType, headers } = render({});
    expect({ contentType, headers }).toEqual({
      contentType: 'application/json; charset=utf-8',
      headers: { accept: '*/*' },
    });
    expect(supportbee.signer(['secret'])({ deliveryId: 'd', at: 0, body: Buffer.alloc(1) })).toEqual({});
    expect(supportbee.secretProblem('secret')).toContain('does not sign');
    expect(supportbee.signsByDefault).toBe(false);
  });
  test('the vendor’s user agent and the action names of 2012 on demand', () => {
    expect(render({ userAgent: 'vendor' }).headers).toEqual({ accept: '*/*', 'user-agent': 'Ruby' });
    const { body } = render({ legacyActionNames: true });
    expect(JSON.parse(Buffer.from(body).toString()).payload.action_type).toBe('ticket_assigned_to_user');
  });
  test('options that it does not have are refused', () => {
    expect(optionFaults(supportbee.options, { legacyActionNames: 1, userAgent: 'x', more: 1 })).toHaveLength(
      3,
    );
  });
  test('delivered as SupportBee promises', () => {
    expect(supportbee.defaults).toEqual({
      timeoutMs: 10_000,
      connectTimeoutMs: 3_000,
      retrySchedule: ['1h', '1h', '1h'],
      successCodes: '2xx',
      maxRedirects: 0,
    });
    expect(supportbee.limits.httpsOnly).toBe(false);
  });
});

describe('samples', () => {
  test.each(NAMES)('the sample of %s fires it', (name) => {
    const { type, data } = supportbee.samples?.[name] ?? { type: 'none' };
    const known = SAMPLED_TYPES.find((one) => one === type);
    if (known === undefined) throw new Error(`${name} has no sample`);
    const event = sampleEvent(known, 'acme', 'e1', new Date(TIME), data);
    expect(fires(['*'], type, event.data)).toEqual([name]);
    expect(bodyOf({ trigger: name, type, data: event.data })).toMatchObject({
      payload: { action_type: name },
    });
  });
});

const SAMPLED_TYPES = [
  'ticket.created',
  'reply.created',
  'note.created',
  'ticket.assigned',
  'ticket.unassigned',
  'ticket.answered',
  'ticket.unanswered',
  'ticket.spam_marked',
  'ticket.spam_cleared',
  'ticket.trashed',
  'ticket.untrashed',
  'ticket.archived',
  'ticket.unarchived',
] as const;
