import { expect, it } from '@jest/globals';
import { retold } from './sample-instants.js';

const TOLD = '2026-02-17T12:00:00Z';
const NOW = new Date('2026-02-17T15:00:00Z');
const ticket = {
  timestamps: { created: '2026-02-17T10:00:00Z', updated: TOLD, closed: null },
  sla: { response_due: '2026-02-17T11:00:00Z', solution_due: '2026-02-17T18:00:00Z' },
  last_action: [{ at: '2026-02-17T11:00:00Z', text: '2026-02-17' }],
  requester: { since: '2020-01-01T00:00:00Z' },
};

it('opens the ticket of a sample a minute ago, and lets what is due lie ahead', () => {
  expect(retold({ ticket }, TOLD, NOW)).toEqual({
    ticket: {
      timestamps: {
        created: '2026-02-17T14:59:00.000Z',
        updated: '2026-02-17T15:00:00.000Z',
        closed: null,
      },
      sla: { response_due: '2026-02-17T15:59:00.000Z', solution_due: '2026-02-17T22:59:00.000Z' },
      last_action: [{ at: '2026-02-17T14:59:30.000Z', text: '2026-02-17' }],
      requester: { since: '2020-01-01T00:00:00Z' },
    },
  });
});

it.each([
  ['has no ticket', { contact: { id: 1, created: '2026-02-17T10:00:00Z' } }, TOLD],
  ['says not when it was told', { ticket }, undefined],
])('leaves a sample as it is that %s', (_why, data, told) => expect(retold(data, told, NOW)).toEqual(data));
