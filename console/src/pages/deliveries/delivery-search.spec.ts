import { describe, expect, it } from '@jest/globals';
import {
  deliveryQuery,
  hasFilters,
  liveFilter,
  readDeliverySearch,
  replayFilter,
  withFilters,
} from './delivery-search.js';

const NOW = Date.parse('2026-02-17T14:45:30.500Z');

describe('the search of the deliveries', () => {
  it('takes the filters of the API by their names', () => {
    const address = { status: 'dead', subscription: 'sub_1', from: '2026-02-17', code: 500, ticket: 123 };
    expect(readDeliverySearch(address)).toEqual(address);
    expect(deliveryQuery(readDeliverySearch(address), NOW)).toEqual({ ...address, ticket: '123' });
  });

  it('takes what the router read as a number, or left as a text', () => {
    expect(readDeliverySearch({ ticket: '123', code: '404', error: 500 })).toEqual({
      ticket: 123,
      code: 404,
      error: '500',
    });
    expect(readDeliverySearch({ ticket: '0012' })).toEqual({ ticket: '0012' });
  });

  it('leaves out what makes no sense', () => {
    expect(
      readDeliverySearch({ status: 'lost', code: 99, from: 'yesterday', within: '3y', live: 'no', url: ' ' }),
    ).toEqual({});
  });

  it('moves a window along, to the minute', () => {
    expect(deliveryQuery({ within: '1h' }, NOW)).toEqual({ from: '2026-02-17T13:45:00.000Z' });
  });

  it('prefers a fixed window to a moving one', () => {
    expect(withFilters({ within: '1h' }, { from: '2026-02-17' })).toEqual({ from: '2026-02-17' });
  });

  it('takes a filter away where nothing is left of it', () => {
    expect(withFilters({ url: 'crm', status: 'dead' }, { url: '' })).toEqual({ status: 'dead' });
    expect(withFilters({ url: 'crm' }, { url: undefined })).toEqual({});
  });

  it('knows that being live is no filter', () => {
    expect(hasFilters({ live: true })).toBe(false);
    expect(hasFilters({ live: true, error: 'DNS' })).toBe(true);
  });

  it('tells the live stream nothing of the past', () => {
    expect(liveFilter({ within: '1h', to: '2026-02-17', event: 'e', ticket: 1, live: true })).toEqual({
      ticket: '1',
    });
  });

  it('replays by the same filters, but never everything, nor what is on its way', () => {
    expect(replayFilter({ status: 'dead', within: '1h', live: true }, NOW)).toEqual({
      status: 'dead',
      from: '2026-02-17T13:45:00.000Z',
    });
    expect(replayFilter({ live: true }, NOW)).toBeNull();
    expect(replayFilter({ status: 'pending' }, NOW)).toBeNull();
  });
});
