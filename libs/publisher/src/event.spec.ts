import { describe, expect, it } from '@jest/globals';
import { checkTenant, encodeEvent } from './check-event.js';
import { InvalidEventError } from './errors.js';
import { makeEvent, type EventContext, type EventOptions } from './event.js';
import { newEventId } from './event-id.js';

const context: EventContext = {
  tenant: 'acme',
  source: '/helpdesk/acme',
  id: 'id-1',
  now: new Date('2026-02-17T14:45:00Z'),
  traceparent: null,
};
const data = { ticket: { id: 123 } };

const made = (options: EventOptions = {}) => makeEvent('ticket.created', data, options, context);

/** An event as a program without types would make it. */
function foreign(type: string, content: unknown, options: EventOptions = {}) {
  return { ...made(options), type, data: content };
}

describe('makeEvent', () => {
  it('makes a CloudEvent with what it is about, when, and by whom', () => {
    expect(made()).toEqual({
      specversion: '1.0',
      id: 'id-1',
      source: '/helpdesk/acme',
      type: 'ticket.created',
      subject: 'tickets/123',
      time: '2026-02-17T14:45:00.000Z',
      datacontenttype: 'application/json',
      data,
    });
  });

  it('takes what it is told instead', () => {
    const options = {
      id: 'x',
      source: '/s',
      subject: 'y',
      time: '2026-01-01T00:00:00Z',
      traceparent: 't',
      correlationId: 'c',
      actorType: 'agent',
    } as const;
    expect(made(options)).toMatchObject({
      id: 'x',
      source: '/s',
      subject: 'y',
      time: '2026-01-01T00:00:00Z',
      traceparent: 't',
      correlationid: 'c',
      actortype: 'agent',
    });
  });

  it('counts hops: a command has counted already, an event has not', () => {
    expect(made({ causedBy: { id: 'cmd_1', type: 'command.add_tags', hopcount: 2 } })).toMatchObject({
      causationid: 'cmd_1',
      hopcount: 2,
    });
    expect(made({ causedBy: { id: 'e', type: 'ticket.created' } })).toMatchObject({
      causationid: 'e',
      hopcount: 1,
    });
  });

  it('continues the trace that is active', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(makeEvent('ticket.created', data, {}, { ...context, traceparent })).toMatchObject({ traceparent });
  });

  it('is about what its data names', () => {
    const subjects = [
      makeEvent('user.created', { user: { id: 'u' } }, {}, context).subject,
      makeEvent('article.viewed', { article: { id: 7 } }, {}, context).subject,
      makeEvent('custom.import', {}, {}, context).subject,
    ];
    expect(subjects).toEqual(['users/u', 'articles/7', undefined]);
  });
});

describe('encodeEvent', () => {
  it.each([
    [foreign('ticket.craeted', data), '/type', 'did you mean "ticket.created"?'],
    [foreign('nonsense', data), '/type', 'use a type of the catalogue or custom.<name>'],
    [foreign('custom.Upper', data), '/type', 'is not an event type'],
    [foreign('deskhook.loop_stopped', data), '/type', 'publish custom.<name> instead'],
    [foreign('reply.created', {}), '/data/ticket/id', 'is required'],
    [foreign('user.created', data), '/data/user/id', 'is required'],
    [foreign('ticket.created', { ticket: { id: 1.5 } }), '/data/ticket/id', 'an integer or a text'],
    [foreign('custom.x', 'text'), '/data', 'must be an object'],
    [foreign('custom.x', { n: 1n }), '/data', 'cannot be written as JSON'],
    [made({ id: '' }), '/id', '1 to 256 characters'],
    [made({ source: 'x'.repeat(1_025) }), '/source', '1 to 1024 characters'],
    [made({ time: new Date(Number.NaN) }), '/time', 'RFC 3339'],
    [{ ...made(), ...JSON.parse('{"actortype":"robot"}') }, '/actortype', 'agent, client'],
    [made({ traceparent: '' }), '/traceparent', '1 to 256 characters'],
    [made({ time: '2026-02-17' }), '/time', 'RFC 3339'],
    [made({ causedBy: { id: 'c', type: 'command.x', hopcount: -1 } }), '/hopcount', 'integer from 0'],
    [foreign('custom.x', { text: 'x'.repeat(1_000_000) }), '', 'send large attachments as URLs'],
  ])('refuses what would be a dead letter: %#', (event, pointer, detail) => {
    const encode = () => encodeEvent(event);
    expect(encode).toThrow(InvalidEventError);
    expect(encode).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(detail) }));
  });

  it('takes an event of the largest size', () => {
    const room = 1_000_000 - encodeEvent(foreign('custom.x', { text: '' })).length;
    expect(encodeEvent(foreign('custom.x', { text: 'x'.repeat(room) }))).toHaveLength(1_000_000);
  });
});

it('takes tenants that are one token of a subject', () => {
  for (const tenant of ['acme', '0-a', 'a'.repeat(63)]) expect(() => checkTenant(tenant)).not.toThrow();
  for (const tenant of ['', 'Acme', '-a', 'a.b', 'a*', 'a'.repeat(64)])
    expect(() => checkTenant(tenant)).toThrow(`tenant "${tenant}": must be`);
});

it('makes ids that are UUIDs of version 7, all different, in the order of time', () => {
  const ids = Array.from({ length: 100 }, newEventId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const time = (id: string | undefined) => Number.parseInt((id ?? '').replace('-', '').slice(0, 12), 16);
  expect(Math.abs(time(ids[0]) - Date.now())).toBeLessThan(60_000);
});
