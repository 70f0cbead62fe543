import { describe, expect, test } from '@jest/globals';
import { EVENT_TYPES } from '@deskhook/domain';
import { triggersOf } from '../triggers.js';
import { movidesk } from './index.js';

describe('the native event', () => {
  const facts = (type: string, data: Readonly<Record<string, unknown>>) => ({
    id: type,
    type,
    stateChange: 'change-1',
    actorType: null,
    data,
  });
  const occurrence = (type: string, data: Readonly<Record<string, unknown>>) =>
    triggersOf(movidesk, ['ticket'], facts(type, data), {}).map((trigger) => trigger.occurrence);

  test('is fired by whatever happens to a ticket, and by nothing else', () => {
    const fired = EVENT_TYPES.filter((type) => occurrence(type, { ticket: { id: 1 } }).length === 1);
    expect(fired).toEqual(
      EVENT_TYPES.filter((type) => ['ticket', 'reply', 'note', 'sla'].includes(type.split('.')[0] ?? '')),
    );
    expect(fired).toHaveLength(23);
  });

  test.each([
    ['with', { updated: '2026-02-17T14:45:00Z' }],
    ['without', {}],
  ])('all events of one change of a ticket make one delivery, %s its instant', (_case, timestamps) => {
    const ticket = { id: 1, timestamps };
    const occurrences = [
      occurrence('ticket.status_changed', { ticket: { ...ticket, status: { slug: 'closed' } } }),
      occurrence('reply.created', { ticket, message: { id: 9 } }),
      occurrence('ticket.answered', { ticket, message: { id: 10 } }),
    ].flat();
    expect(occurrences).toHaveLength(3);
    expect(new Set(occurrences).size).toBe(1);
  });

  test.each([
    [{ ticket: { id: 1 } }, { ticket: { id: 2 } }],
    [
      { ticket: { id: 1, timestamps: { updated: '2026-02-17T14:45:00Z' } } },
      { ticket: { id: 1, timestamps: { updated: '2026-02-17T14:45:01Z' } } },
    ],
  ])('%j and %j are two changes, also under one correlation id', (one, other) => {
    expect(occurrence('ticket.updated', one)).not.toEqual(occurrence('ticket.updated', other));
  });

  test('events under two correlation ids are two changes', () => {
    const fired = (stateChange: string) =>
      triggersOf(
        movidesk,
        ['ticket'],
        { ...facts('ticket.updated', { ticket: { id: 1 } }), stateChange },
        {},
      );
    expect(fired('change-1')).not.toEqual(fired('change-2'));
  });
});
