import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestHeaderProblem } from './request-header.js';

describe('headers that a subscription sets', () => {
  test.each([
    ['x-team', 'support'],
    ['X-Api_Key', 'a:b/c=='],
    ['authorization', 'Token abc'],
    ['cookie', 'a=b; c=d'],
    ['x-latin', 'München'],
    ['x-tab', 'a\tb'],
    ['x-empty', ''],
  ])('%s may be set', (name, value) => {
    expect(requestHeaderProblem(name, value)).toBeNull();
  });
  test.each([
    'host',
    'Host',
    'content-length',
    'Content_Length',
    'transfer-encoding',
    'TRANSFER_ENCODING',
    'connection',
    'keep-alive',
    'te',
    'trailer',
    'upgrade',
    'http2-settings',
    'expect',
    'proxy-authorization',
    'proxy_connection',
    'webhook-signature',
    'webhook_id',
    'ce-id',
    'sec-fetch-mode',
    'content-type',
    'traceparent',
    'via',
  ])('%s is reserved', (name) => {
    expect(requestHeaderProblem(name, 'x')).toContain('reserved');
  });
  test.each(['', ' x', 'x ', 'x:y', 'x\r\ny', 'x\ny', 'x\0', ':path', 'ü', 'a b', 'x"', '(x)'])(
    'the name "%s" is none',
    (name) => {
      expect(requestHeaderProblem(name, 'x')).toContain('not a header name');
    },
  );
  test('nothing that could end a line or a header passes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const isSafe =
          // oxlint-disable-next-line no-control-regex -- control characters are what must be kept out
          /^[^\x00-\x08\x0a-\x1f\x7f\u0100-\u{10ffff}]*$/u.test(value) && !/[\ud800-\udfff]/.test(value);
        if (requestHeaderProblem('x-own', value) === null) expect(isSafe).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
