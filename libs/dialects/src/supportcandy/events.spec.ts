import { expect, test } from '@jest/globals';
import type { EventFacts } from '../event-facts.js';
import { triggersOf } from '../triggers.js';
import { supportcandy } from './index.js';

const fact = (type: string, data: EventFacts['data'] = {}, stateChange = 'change-1'): EventFacts => ({
  id: `${stateChange}:${type}`,
  type,
  stateChange,
  actorType: null,
  data: { ticket: { id: 123 }, ...data },
});
const fired = (selectors: readonly string[], event: EventFacts) =>
  triggersOf(supportcandy, selectors, event, {}).map(({ name }) => name);
const occurrence = (event: EventFacts) => triggersOf(supportcandy, ['*'], event, {})[0]?.occurrence;

test.each([
  ['ticket.created', 'create-ticket'],
  ['ticket.status_changed', 'change-ticket-status'],
  ['ticket.assignees_changed', 'change-assignee'],
  ['ticket.assigned', 'change-assignee'],
  ['ticket.unassigned', 'change-assignee'],
  ['reply.created', 'reply-ticket'],
  ['note.created', 'submit-note'],
  ['ticket.fields_changed', 'change-ticket-fields'],
  ['ticket.closed', 'close-ticket'],
  ['sla.breached', 'out-of-sla'],
])('%s fires %s, and nothing else', (type, native) => {
  expect(fired(['*'], fact(type))).toEqual([native]);
});

test.each(['ticket.reopened', 'ticket.spam_marked', 'sla.warning', 'user.created', 'custom.order'])(
  '%s fires nothing',
  (type) => {
    expect(fired(['*', type], fact(type))).toEqual([]);
  },
);

test('a deletion is only sent to those who ask for it', () => {
  expect(fired(['*', 'ticket.*'], fact('ticket.deleted'))).toEqual([]);
  expect(fired(['delete-ticket'], fact('ticket.deleted'))).toEqual(['delete-ticket']);
  expect(fired(['ticket.deleted'], fact('ticket.deleted'))).toEqual(['delete-ticket']);
});

test('a change of subject, category or priority is only sent to those who ask for it by its own name', () => {
  const names = ['change-ticket-subject', 'change-ticket-category', 'change-ticket-priority'];
  const changed = (...changes: object[]) => fact('ticket.fields_changed', { changes });
  const both = changed({ field: 'subject' }, { slug: 'urgency' }, { field: 'cust_24' });
  expect(fired(names, both)).toEqual(['change-ticket-subject', 'change-ticket-priority']);
  expect(fired(names, changed({ field: 'category' }))).toEqual(['change-ticket-category']);
  expect(fired(names, changed({ field: 'cust_24' }))).toEqual([]);
  expect(fired(['*', 'ticket.*', 'ticket.fields_changed'], both)).toEqual(['change-ticket-fields']);
  expect(fired(['change-ticket-fields', ...names], both)).toHaveLength(3);
});

test('the events of one change of assignees make one delivery; another change of the ticket makes its own', () => {
  const agent = { assignment: { kind: 'agent' } };
  const one = occurrence(fact('ticket.assigned', agent));
  expect(occurrence(fact('ticket.unassigned', agent))).toBe(one);
  expect(occurrence(fact('ticket.assignees_changed'))).toBe(one);
  expect(occurrence(fact('ticket.assigned', agent, 'change-2'))).not.toBe(one);
  expect(occurrence(fact('ticket.assigned', { ticket: { id: 124 } }))).not.toBe(one);
  const later = { ticket: { id: 123, timestamps: { updated: '2026-02-17T14:46:00.000Z' } } };
  expect(occurrence(fact('ticket.assigned', later))).not.toBe(one);
});

test('what happens to a team is no change of assignee', () => {
  expect(fired(['*'], fact('ticket.assigned', { assignment: { kind: 'team' } }))).toEqual([]);
  expect(fired(['*'], fact('ticket.unassigned', { assignment: { kind: 'team' } }))).toEqual([]);
  expect(fired(['*'], fact('ticket.assignees_changed', { changes: [{ field: 'team' }] }))).toEqual([]);
  const both = { changes: [{ field: 'team' }, { field: 'agents' }] };
  expect(fired(['*'], fact('ticket.assignees_changed', both))).toEqual(['change-assignee']);
});
