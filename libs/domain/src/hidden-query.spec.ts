import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenQuery, withoutQuery } from './hidden-query.js';

describe('the query of a URL', () => {
  test.each([
    ['https://example.com/hook', 'https://example.com/hook'],
    ['https://example.com/hook?token=s3cret', 'https://example.com/hook?token=[hidden]'],
    ['https://example.com/?a=1&b=2&&c=', 'https://example.com/?a=[hidden]&b=[hidden]&&c=[hidden]'],
    ['https://example.com/?a=1?b=2', 'https://example.com/?a=[hidden]'],
    ['https://example.com/?a=x=y', 'https://example.com/?a=[hidden]'],
    ['https://example.com/?s3cret', 'https://example.com/?[hidden]'],
    ['https://example.com/?', 'https://example.com/?'],
  ])('%s', (url, expected) => {
    expect(hiddenQuery(url)).toBe(expected);
  });

  test('no value shows, and the rest stays as it was', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.stringMatching(/^[A-Z0-9%+/.]{1,12}$/);
    const parameters = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.webUrl(), parameters, (url, pairs) => {
        const query = pairs.map(([key, text]) => `${key}=${text}`).join('&');
        const hidden = hiddenQuery(`${url}?${query}`);
        expect(hidden).toBe(`${url}?${pairs.map(([key]) => `${key}=[hidden]`).join('&')}`);
        expect(withoutQuery(`${url}?${query}`)).toBe(url);
        expect(hiddenQuery(hidden)).toBe(hidden);
      }),
    );
  });
});
