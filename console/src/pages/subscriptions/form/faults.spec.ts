import { expect, it } from '@jest/globals';
import { inputOf, newDraft, type Draft } from './draft.js';
import { faultAt, faultsBelow, obviousFaults, sectionOf, standingFaults } from './faults.js';

const draft: Draft = { ...newDraft({}), name: 'CRM', urls: ['https://a.example'], events: ['*'] };

it('finds the part of the form that a fault belongs to', () => {
  expect(sectionOf('/delivery/retrySchedule/2')).toBe('delivery');
  expect(sectionOf('/tls/key')).toBe('auth');
  expect(sectionOf('/header/if-match')).toBeNull();
  expect(sectionOf('/toString')).toBeNull();
  expect(sectionOf('')).toBeNull();
});

it('gives faults to fields, and those below a field to what is in it', () => {
  const faults = [
    { pointer: '/condition', detail: 'a' },
    { pointer: '/condition/all/0/op', detail: 'b' },
    { pointer: '/conditions', detail: 'c' },
  ];
  expect(faultAt(faults, '/condition')).toBe('a');
  expect(faultAt(faults, '/condition', true)).toBe('a; b');
  expect(faultAt(faults, '/name')).toBeUndefined();
  expect(faultsBelow(faults, '/condition')).toEqual([{ pointer: '/all/0/op', detail: 'b' }]);
});

it('forgets faults of what was changed since', () => {
  const faults = [
    { pointer: '/name', detail: 'too long' },
    { pointer: '/urls/0', detail: 'forbidden' },
    { pointer: '/auth/password', detail: 'is required' },
  ];
  const basic: Draft = { ...draft, auth: { ...draft.auth, type: 'basic', username: 'a' } };
  const renamed: Draft = { ...basic, name: 'C' };
  expect(standingFaults(faults, inputOf(basic), inputOf(renamed)).map(({ pointer }) => pointer)).toEqual([
    '/urls/0',
    '/auth/password',
  ]);
  const typed: Draft = { ...basic, auth: { ...basic.auth, password: 'x' } };
  expect(standingFaults(faults, inputOf(basic), inputOf(typed)).map(({ pointer }) => pointer)).toEqual([
    '/name',
    '/urls/0',
  ]);
});

it('says what is obviously missing', () => {
  expect(obviousFaults(newDraft({}), false).map(({ pointer }) => pointer)).toEqual([
    '/name',
    '/urls',
    '/events',
  ]);
  expect(obviousFaults(draft, false)).toEqual([]);
  expect(obviousFaults({ ...draft, urls: ['', 'http://a.example'] }, true)).toEqual([
    { pointer: '/urls/0', detail: 'this dialect only sends to https' },
  ]);
});

it('says which header would get lost', () => {
  const headers = ['x-a', 'x-b', ' X-A', '', ''].map((name, value) => ({ name, value: String(value) }));
  expect(obviousFaults({ ...draft, headers }, false)).toEqual([
    { pointer: '/headers/X-A', detail: 'stands there twice: a header has one value' },
  ]);
});
