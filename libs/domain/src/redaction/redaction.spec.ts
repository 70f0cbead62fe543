import { describe, expect, test } from '@jest/globals';
import { redactedData, redactionProblem } from './index.js';

const data = {
  actor: { id: 12, email: 'jane@example.com' },
  ticket: {
    id: 123,
    requester: { id: 45, name: 'Bob', email: 'bob@example.com' },
    cc: ['carl@example.com', { email: 'dora@example.com', name: 'Dora' }],
    agents: [
      { id: 12, email: 'jane@example.com' },
      { id: 13, email: 'joe@example.com' },
    ],
    custom_fields: [
      { id: 24, slug: 'cust_24', key: 'iban', label: 'IBAN', value: 'DE02' },
      { id: 25, slug: 'cust_25', key: 'product', label: 'Product', value: 'CRM' },
    ],
  },
  assignment: { assignee: { id: 12, email: 'jane@example.com' } },
  assignments: [{ assignee: { id: 13, email: 'joe@example.com' } }],
};

describe('what is left out', () => {
  test('a member of an object, and nothing else', () => {
    const { ticket, ...rest } = redactedData(data, ['ticket.requester.email']);
    expect(rest).toEqual({ actor: data.actor, assignment: data.assignment, assignments: data.assignments });
    expect(ticket).toEqual({ ...data.ticket, requester: { id: 45, name: 'Bob' } });
  });
  test('a whole object', () => {
    expect(redactedData(data, ['actor', 'data.assignment'])).toEqual({ ticket: data.ticket });
  });
  test('the member of every element of a list, and bare values that may be it', () => {
    expect(
      redactedData(data, ['ticket.agents.email', 'ticket.cc.email', 'ticket.custom_fields']),
    ).toMatchObject({
      ticket: { agents: [{ id: 12 }, { id: 13 }], cc: [{ name: 'Dora' }] },
    });
  });
  test.each(['iban', 'IBAN', '24', 'cust_24'])('a custom field by the name %s', (name) => {
    const [, product] = data.ticket.custom_fields;
    const redacted = redactedData(data, [`ticket.custom_fields.${name}`]);
    expect(redacted).toMatchObject({ ticket: { custom_fields: [product] } });
    expect(JSON.stringify(redacted)).not.toContain('DE02');
  });
  test('a part of a custom field, and custom fields that are members', () => {
    expect(redactedData(data, ['ticket.custom_fields.iban.value'])).toMatchObject({
      ticket: { custom_fields: [{ id: 24, label: 'IBAN' }, { id: 25 }] },
    });
    const own = { ticket: { id: 1, custom_fields: { cust_24: 'DE02', iban: 5, product: 'CRM' } } };
    expect(redactedData(own, ['ticket.custom_fields.24', 'ticket.custom_fields.iban.value'])).toEqual({
      ticket: { id: 1, custom_fields: { product: 'CRM' } },
    });
  });
  test('of several assignments all', () => {
    expect(redactedData(data, ['assignment.assignee.email'])).toMatchObject({
      assignment: { assignee: { id: 12 } },
      assignments: [{ assignee: { id: 13 } }],
    });
    expect(redactedData(data, ['assignment.assignee'])).toMatchObject({ assignment: {}, assignments: [{}] });
  });
  test('names that objects inherit are ordinary names', () => {
    const odd: Record<string, unknown> = JSON.parse(
      '{"ticket":{"id":1,"__proto__":{"a":"x","b":2},"toString":"y"}}',
    );
    expect(JSON.stringify(redactedData(odd, ['data.ticket.__proto__.a', 'data.ticket.toString']))).toBe(
      '{"ticket":{"id":1,"__proto__":{"b":2}}}',
    );
  });
  test('what is not there changes nothing', () => {
    expect(
      redactedData(data, ['message.text', 'ticket.rating', 'type', 'ticket.requester.email.x.y']),
    ).toEqual({
      ...data,
      ticket: { ...data.ticket, requester: { id: 45, name: 'Bob' } },
    });
  });
});

describe('changes of redacted fields', () => {
  const change = (entry: object, path: string, more: object = {}) => {
    const { changes } = redactedData({ ...more, changes: [entry] }, [path]);
    return changes;
  };
  const sides = { old: 'a', new: 'b', old_label: 'A', new_label: 'B', old_id: 1, new_id: 2, reason: 'r' };

  test.each([
    ['subject', 'ticket.subject'],
    ['title', 'ticket.subject'],
    ['data.ticket.subject', 'ticket.subject'],
    ['requester.email', 'ticket.requester.email'],
    ['requester_email', 'ticket.requester.email'],
    ['customer.email', 'ticket.requester.email'],
    ['requester.email', 'ticket.requester'],
    ['primaryAgent', 'ticket.agents'],
    ['spam', 'ticket.flags.spam'],
    ['iban', 'ticket.custom_fields.iban'],
    ['custom_fields.iban', 'ticket.custom_fields.iban'],
    ['cust_24', 'ticket.custom_fields.24'],
  ])('of %s: only its names stay where %s is redacted', (field, path) => {
    expect(change({ field, label: 'Label', ...sides }, path)).toEqual([{ field, label: 'Label' }]);
  });
  test('a custom field is known by all names that the snapshot gives it', () => {
    const ticket = { ticket: data.ticket };
    expect(change({ field: 'cust_24', ...sides }, 'ticket.custom_fields.iban', ticket)).toEqual([
      { field: 'cust_24' },
    ]);
    expect(change({ field: 'custom', id: 24, ...sides }, 'ticket.custom_fields.iban', ticket)).toEqual([
      { field: 'custom', id: 24 },
    ]);
  });
  test('of what holds a redacted field: its ids stay, where they are not what is redacted', () => {
    const entry = { field: 'requester', ...sides };
    expect(change(entry, 'ticket.requester.email')).toEqual([{ field: 'requester', old_id: 1, new_id: 2 }]);
    expect(change(entry, 'ticket.requester.id')).toEqual([{ field: 'requester' }]);
    const bases = { old_base: 'new', new_base: 'closed' };
    expect(change({ field: 'status', ...sides, ...bases }, 'ticket.status.name')).toEqual([
      { field: 'status', old_id: 1, new_id: 2, ...bases },
    ]);
  });
  test.each([
    ['priority', 'ticket.status'],
    ['requester.name', 'ticket.requester.email'],
    ['subjects', 'ticket.subject'],
    ['title', 'ticket.custom_fields.subject'],
  ])('of %s: untouched where %s is redacted', (field, path) => {
    expect(change({ field, ...sides }, path)).toEqual([{ field, ...sides }]);
  });
  test('changes that a trigger matched are such changes', () => {
    const trigger = { id: 1, matched: [{ field: 'subject', criteria: 3, old: 'a', new: 'b' }] };
    expect(redactedData({ trigger }, ['ticket.subject'])).toEqual({
      trigger: { id: 1, matched: [{ field: 'subject', criteria: 3 }] },
    });
  });
});

describe('redactionProblem', () => {
  test.each([
    'ticket.requester.email',
    'ticket.requester',
    'ticket.agents.email',
    'ticket.custom_fields',
    'ticket.custom_fields.product',
    'ticket.custom_fields.12',
    'ticket.custom_fields.12.value',
    'message',
    'actor',
    'changes.reason',
    'data.own.field',
    'data.type',
  ])('%s can be redacted', (path) => {
    expect(redactionProblem(path)).toBeNull();
  });
  test.each([
    ['', 'must be a path'],
    ['type', 'attribute of the event'],
    ['subject', 'attribute of the event'],
    ['ticket', 'name its members'],
    ['ticket.id', 'name its members'],
    ['data.ticket.id', 'name its members'],
    ['ticket.requestor.email', 'did you mean "ticket.requester.email"?'],
    ['tikcet.subject', 'ticket'],
    ['ticket..id', 'empty segment'],
    ['ticket.agents.0.email', 'leave "0" out'],
    ['data.own.3.x', 'leave "3" out'],
  ])('%s is refused with the fix', (path, fix) => {
    expect(redactionProblem(path)).toContain(fix);
  });
});
