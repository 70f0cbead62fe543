import { describe, expect, it } from '@jest/globals';
import { isFiltered, listQuery, listSearch } from './list-search.js';

describe('the address of the list', () => {
  it('keeps what the API takes', () => {
    const search = {
      q: 'crm',
      status: 'inactive',
      dialect: 'movidesk',
      event: 'ticket.*',
      label: 'team=support',
      sort: '-updatedAt',
    };
    expect(listSearch(search)).toEqual(search);
  });
  it('leaves out what is unknown, empty or the default', () =>
    expect(
      listSearch({
        q: ' ',
        status: 'gone',
        dialect: 'x',
        label: 'team',
        sort: 'name',
        page: 3,
        event: ['ticket.*'],
      }),
    ).toEqual({}));
  it('takes a number as the text that was searched for', () =>
    expect(listSearch({ q: 42 })).toEqual({ q: '42' }));
});

describe('the query', () => {
  it('has the filters, an order and the place', () =>
    expect(listQuery({ q: 'crm', event: undefined }, 50, 'c1')).toEqual({
      q: 'crm',
      sort: 'name',
      limit: 50,
      cursor: 'c1',
    }));
  it('asks for the label as one of several', () =>
    expect(listQuery({ label: 'team=' }, 50, undefined)).toEqual({
      label: ['team='],
      sort: 'name',
      limit: 50,
    }));
  it('has no cursor at the start', () =>
    expect(listQuery({}, 50, undefined)).toEqual({ sort: 'name', limit: 50 }));
});

it('an order narrows nothing', () => {
  expect(isFiltered({ sort: '-name' })).toBe(false);
  expect(isFiltered({ status: 'active' })).toBe(true);
  expect(isFiltered({ label: 'team=' })).toBe(true);
});
