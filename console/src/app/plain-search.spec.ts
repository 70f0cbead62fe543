import { expect, it } from '@jest/globals';
import { parseSearch, stringifySearch } from './plain-search.js';

it.each([
  [{ ticket: '888' }, '?ticket=888'],
  [{ ticket: '0012', type: 'ticket.created' }, '?ticket=0012&type=ticket.created'],
  [{ q: 'true' }, '?q=true'],
  [{ q: '"a & b"' }, '?q=%22a+%26+b%22'],
  [{}, ''],
])('writes %j as %s, and reads it as it was', (search, query) => {
  expect(stringifySearch(search)).toBe(query);
  expect(parseSearch(query)).toEqual(search);
});

it('writes numbers and yes plainly, and leaves out what is absent', () => {
  expect(stringifySearch({ code: 500, live: true, from: undefined })).toBe('?code=500&live=true');
});
