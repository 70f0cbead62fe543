import { expect, it } from '@jest/globals';
import { eventSearch, explanationSearch, isFiltered } from './event-search.js';

it('takes the filters of the API from an address, and leaves out what makes no sense', () => {
  const search = { type: 'ticket.created', ticket: '123', from: '2026-02-17', to: 'soon', other: 'x' };
  expect(eventSearch(search)).toEqual({ type: 'ticket.created', ticket: '123', from: '2026-02-17' });
});

it('knows whether anything is filtered', () => {
  expect(isFiltered(eventSearch({ publish: 'true', type: '' }))).toBe(false);
  expect(isFiltered(eventSearch({ ticket: '7' }))).toBe(true);
});

it('takes what is shown of the subscriptions', () => {
  expect(explanationSearch({ show: 'silent', q: 'crm' })).toEqual({ show: 'silent', q: 'crm' });
  expect(explanationSearch({ show: 'everything', q: '' })).toEqual({});
});

it('opens the form by a link and by an address', () => {
  expect(eventSearch({ publish: true })).toEqual({ publish: true });
  expect(eventSearch({ publish: 'true' })).toEqual({ publish: true });
  expect(eventSearch({ publish: 'no' })).toEqual({});
});
