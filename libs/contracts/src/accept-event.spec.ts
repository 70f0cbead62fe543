import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptEvent } from './accept-event.js';

const valid = {
  specversion: '1.0',
  id: '1',
  source: '/helpdesk',
  type: 'ticket.created',
  time: '2026-02-17T14:45:00.000Z',
  data: { ticket: { id: 123, made_up: [1] } },
};

function accept(event: unknown, subject = 'events.acme.ticket.created') {
  const payload = typeof event === 'string' ? Buffer.from(event) : Buffer.from(JSON.stringify(event));
  return acceptEvent({ subject, payload, attributes: {} }, 5);
}

function refusal(event: unknown, subject?: string) {
  const acceptance = accept(event, subject);
  return acceptance.ok ? null : acceptance.refusal;
}

describe('what is accepted', () => {
  test('a structured event', () => {
    expect(accept(valid)).toMatchObject({
      ok: true,
      event: {
        tenant: 'acme',
        id: '1',
        type: 'ticket.created',
        ticketId: '123',
        mode: 'structured',
        hopcount: 0,
      },
    });
  });
  test('only what the event is about needs an id', () => {
    expect(accept({ ...valid, data: { ticket: { id: 'T-1' } } })).toMatchObject({
      ok: true,
      event: { ticketId: 'T-1' },
    });
    expect(
      accept({ ...valid, type: 'user.created', data: { user: { id: 4 } } }, 'events.acme.user.created').ok,
    ).toBe(true);
    expect(accept({ ...valid, type: 'custom.x', data: {} }, 'events.acme.custom.x').ok).toBe(true);
  });
  test.each([
    ['agent', 'agent'],
    [undefined, null],
    [7, null],
  ])('actortype %j is read as %j', (actortype, actorType) => {
    expect(accept({ ...valid, actortype })).toMatchObject({ ok: true, event: { actorType } });
  });
  test('an event in binary mode', () => {
    const attributes = { specversion: '1.0', id: '1', source: '/x', type: 'ticket.created', hopcount: '2' };
    const incoming = {
      subject: 'events.acme.ticket.created',
      payload: Buffer.from('{"ticket":{"id":1}}'),
      attributes,
    };
    expect(acceptEvent(incoming, 5)).toMatchObject({ ok: true, event: { mode: 'binary', hopcount: 2 } });
  });
});

describe('what is refused, with the reason and the field', () => {
  test.each([
    ['not JSON', '{oops', 'not_json', undefined, /JSON/],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1'), 'not_json', undefined, /JSON/],
    ['not an object', '[1]', 'invalid_event', undefined, /JSON object/],
    ['no id', { ...valid, id: undefined }, 'invalid_event', '/id', /"id"/],
    ['an empty id', { ...valid, id: '' }, 'invalid_event', '/id', /"id"/],
    ['no source', { ...valid, source: undefined }, 'invalid_event', '/source', /"source"/],
    ['another version', { ...valid, specversion: '0.3' }, 'invalid_event', '/specversion', /"specversion"/],
    ['a bad time', { ...valid, time: 'yesterday' }, 'invalid_event', '/time', /"time"/],
    [
      'not JSON data',
      { ...valid, datacontenttype: 'text/xml' },
      'invalid_event',
      '/datacontenttype',
      /application\/json/,
    ],
    [
      'an unknown type',
      { ...valid, type: 'ticket.creatd' },
      'unknown_type',
      '/type',
      /did you mean "ticket.created"/,
    ],
    [
      'another type than the subject',
      { ...valid, type: 'ticket.closed' },
      'type_mismatch',
      '/type',
      /events\.acme\.ticket\.closed/,
    ],
    ['no data', { ...valid, data: undefined }, 'schema_violation', '/data', /"data"/],
    ['no ticket', { ...valid, data: {} }, 'schema_violation', '/data/ticket', /"data.ticket"/],
    [
      'no ticket id',
      { ...valid, data: { ticket: {} } },
      'schema_violation',
      '/data/ticket/id',
      /"data.ticket.id"/,
    ],
    [
      'a field of the wrong type',
      { ...valid, data: { ticket: { id: 1, subject: 5 } } },
      'schema_violation',
      '/data/ticket/subject',
      /"data.ticket.subject"/,
    ],
    ['a loop', { ...valid, hopcount: 6 }, 'hop_limit', '/hopcount', /limit of 5/],
    [
      'too large',
      { ...valid, data: { ticket: { id: 1, subject: 'x'.repeat(1_000_000) } } },
      'too_large',
      undefined,
      /at most 1000000/,
    ],
  ] as const)('%s', (_, event, reason, pointer, detail) => {
    const refused = refusal(event);
    expect(refused).toMatchObject({ reason, detail: expect.stringMatching(detail) });
    expect(refused?.pointer).toBe(pointer);
  });
  test.each([
    'events.acme',
    'events.ACME.ticket.created',
    'events..ticket.created',
    'other.acme.ticket.created',
  ])('the subject %s', (subject) => {
    expect(refusal(valid, subject)).toMatchObject({ reason: 'invalid_subject' });
  });
});

test('never throws, whatever comes', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((data) => JSON.stringify({ ...valid, data })),
  );
  fc.assert(fc.property(anything, (text) => expect(typeof accept(text).ok).toBe('boolean')));
});
