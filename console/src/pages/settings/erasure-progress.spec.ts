import { expect, it } from '@jest/globals';
import { personOf, progressOf, type Erasure } from './erasure-progress.js';

const ERASURE: Erasure = {
  id: 'era_1',
  email: 'j…@example.com',
  requesterId: null,
  state: 'running',
  stage: 'bodies',
  pass: 1,
  scanned: 1_234,
  erased: { bodies: 2, events: 1, attempts: 0, texts: 0, deadLetters: 0, replays: 0 },
  openDeliveries: 0,
  waiting: null,
  detail: null,
  startedBy: 'root',
  createdAt: '2026-02-17T14:45:00.000Z',
  updatedAt: '2026-02-17T14:45:00.000Z',
  endedAt: null,
};

it('says what it is at, and what it has erased', () => {
  expect(progressOf(ERASURE)).toEqual([
    'It reads what was sent and answered (round 1); 1,234 looked at.',
    'Erased from 2 bodies, 1 event.',
  ]);
});

it('says when nothing was found, and what still goes out', () => {
  const erased = { bodies: 0, events: 0, attempts: 0, texts: 0, deadLetters: 0, replays: 0 };
  expect(progressOf({ ...ERASURE, state: 'done', erased, openDeliveries: 3 })).toEqual([
    'Nothing was found to erase.',
    '3 of the person’s deliveries still go out, and are erased then.',
  ]);
});

it('names a person one way or the other', () => {
  expect(personOf('email', ' jane@example.com ')).toEqual({ email: 'jane@example.com' });
  expect(personOf('requesterId', '45')).toEqual({ requesterId: '45' });
});
