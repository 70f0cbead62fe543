import { describe, expect, test } from '@jest/globals';
import { acceptEvent, type AcceptedEvent, type IncomingEvent } from '../accept-event.js';
import { eventFamily, type FamilyMember } from './event-family.js';

const updated = {
  specversion: '1.0',
  id: 'e-1',
  source: '/helpdesk/acme',
  type: 'ticket.updated',
  subject: 'tickets/7',
  time: '2026-02-17T14:45:00.000Z',
  datacontenttype: 'application/json',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  actortype: 'agent',
  hopcount: 2,
  sequence: '0000000042',
  data: {
    ticket: {
      id: 7,
      subject: 'Näh 🙂',
      status: { slug: 'closed', base: 'closed' },
      agents: [{ id: 3, name: 'Ana' }],
    },
    changes: [
      { field: 'status', old: 'open', new: 'closed' },
      { field: 'assignee', old: null, new: 3 },
      { field: 'subject', old: 'a', new: 'b' },
    ],
  },
};

function familyOf(incoming: Omit<IncomingEvent, 'subject'>): readonly FamilyMember[] {
  const whole = { ...incoming, subject: 'events.acme.ticket.updated' };
  const acceptance = acceptEvent(whole, 5);
  if (!acceptance.ok) throw new Error(acceptance.refusal.detail);
  return eventFamily(acceptance.event, whole);
}

const structured = (text: string) => familyOf({ payload: Buffer.from(text), attributes: {} });
const bodyOf = (member: FamilyMember | undefined) =>
  JSON.parse(Buffer.from(member?.payload() ?? []).toString());
const facts = (event: AcceptedEvent) => ({ ...event, data: null, id: null, type: null });

describe('the family of ticket.updated', () => {
  const family = structured(JSON.stringify(updated));
  const [parent, ...derived] = family;

  test('is the event as it came, then each fine event under an id of its own', () => {
    expect(parent).toMatchObject({ isDerived: false, originId: 'e-1' });
    expect(Buffer.from(parent?.payload() ?? []).toString()).toBe(JSON.stringify(updated));
    const types = [
      'ticket.status_changed',
      'ticket.closed',
      'ticket.assigned',
      'ticket.assignees_changed',
      'ticket.fields_changed',
    ];
    expect(derived.map(({ event }) => event.id)).toEqual(types.map((type) => `e-1:${type}`));
    for (const { event, isDerived, originId } of derived) {
      expect({ isDerived, originId }).toEqual({ isDerived: true, originId: 'e-1' });
      expect(parent && facts(event)).toEqual(parent && facts(parent.event));
    }
  });

  test('a fine event says what the published one says, of one change of state', () => {
    const closed = bodyOf(derived[1]);
    const { id: _id, type: _type, data, ...attributes } = updated;
    expect(closed).toEqual({
      ...attributes,
      id: 'e-1:ticket.closed',
      type: 'ticket.closed',
      correlationid: 'e-1',
      causationid: 'e-1',
      data: { ...data, changes: [data.changes[0]] },
    });
    expect(closed.data).toEqual(derived[1]?.event.data);
  });

  test('its payload is accepted as an event of its own', () => {
    for (const { event, payload } of derived) {
      const subject = `events.acme.${event.type}`;
      const acceptance = acceptEvent({ subject, payload: payload(), attributes: {} }, 5);
      expect(acceptance).toMatchObject({ ok: true, event: { ...event, data: expect.anything() } });
      expect(payload()).toBe(payload());
    }
  });
});

test('what is unchanged keeps its bytes', () => {
  const text = `{ "id":"e-1", "specversion":"1.0","source":"/x","type":"ticket.updated","correlationid":"c-1","causationid":"cmd",
    "data": {"ticket":{"id":7,"big":12345678901234567890,"price":1.10,"agents":[{"id":3}]},"note":{"n":1e400},
    "changes":[{"field":"agents","old":[],"new":[3]},{"field":"status"}]}}`;
  const payload = Buffer.from(structured(text)[2]?.payload() ?? []).toString();
  expect(payload).toContain('"type":"ticket.assigned"');
  expect(payload).toContain('"big":12345678901234567890,"price":1.10');
  expect(payload).toContain('"note":{"n":1e400}');
  expect(JSON.parse(payload)).toMatchObject({ correlationid: 'c-1', causationid: 'e-1' });
});

test('of an event in binary mode the fine ones are structured', () => {
  const { data, datacontenttype: contentType, ...rest } = updated;
  const attributes = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  const [parent, ...derived] = familyOf({
    payload: Buffer.from(JSON.stringify(data)),
    attributes,
    contentType,
  });
  expect(parent?.event.mode).toBe('binary');
  expect(derived[0]?.event.mode).toBe('structured');
  expect(bodyOf(derived[0])).toEqual(bodyOf(structured(JSON.stringify(updated))[1]));
});

test('a fine event never exceeds what an event may have, however much is known of who was assigned', () => {
  const ana = { id: 3, name: 'Ana', biography: 'x'.repeat(900_000) };
  const data = {
    ticket: { id: 7, agents: [ana] },
    changes: [{ field: 'agents', old: [{ id: 1 }], new: [3] }],
  };
  const [, assigned] = structured(JSON.stringify({ ...updated, data }));
  expect(assigned?.payload().byteLength).toBeLessThan(1_000_000);
  expect(bodyOf(assigned).data).toMatchObject({
    ticket: { agents: [ana], previous_agents: [{ id: 1 }] },
    assignment: { kind: 'agent', assignee: { id: 3, name: 'Ana' }, previous: { id: 1 } },
  });
});

test('of any other type there is the event alone', () => {
  const event = { ...updated, type: 'ticket.status_changed' };
  const incoming = {
    subject: 'events.acme.ticket.status_changed',
    payload: Buffer.from(JSON.stringify(event)),
    attributes: {},
  };
  const acceptance = acceptEvent(incoming, 5);
  expect(acceptance.ok && eventFamily(acceptance.event, incoming)).toHaveLength(1);
});

test('an event above the hop limit tells what was stopped', () => {
  const looping = { ...updated, hopcount: 6, causationid: 'cmd_1' };
  const payload = Buffer.from(JSON.stringify(looping));
  expect(acceptEvent({ subject: 'events.acme.ticket.updated', payload, attributes: {} }, 5)).toMatchObject({
    ok: false,
    refusal: { reason: 'hop_limit' },
    loop: {
      tenant: 'acme',
      id: 'e-1',
      type: 'ticket.updated',
      ticketId: 7,
      hopcount: 6,
      limit: 5,
      causationId: 'cmd_1',
      stateChange: 'e-1',
    },
  });
});
