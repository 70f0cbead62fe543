import { describe, expect, test } from '@jest/globals';
import { bodyDifference, differences } from './compare.js';
import type { ReceivedRequest } from './received-request.js';

const aRequest = (headers: Readonly<Record<string, string>>, body = '{"a":1}'): ReceivedRequest => ({
  headers: Object.entries(headers),
  body: Buffer.from(body),
});

describe('what was received beside what was sent', () => {
  test('headers that were changed or lost, whatever their case; not those of connections', () => {
    const sent = aRequest({ 'webhook-id': 'dlv_1', 'x-a': '1', 'x-b': '2', host: 'one' });
    const received = aRequest({ 'Webhook-Id': 'dlv_1', 'X-A': '3', Host: 'another', 'x-more': '1' });
    expect(differences(sent, received)).toEqual([
      { part: 'x-a', offset: null, sent: '1', received: '3' },
      { part: 'x-b', offset: null, sent: '2', received: '(missing)' },
    ]);
  });

  test('a login, which the log does not keep, is neither compared nor shown', () => {
    const sent = aRequest({ authorization: '[hidden]', 'x-own': '[redacted]' });
    const received = aRequest({ authorization: 'Bearer secret-word', 'x-own': 'secret-word' });
    expect(differences(sent, received)).toEqual([]);
    expect(differences(sent, aRequest({ authorization: 'x' }))).toEqual([
      { part: 'x-own', offset: null, sent: '[redacted]', received: '(missing)' },
    ]);
  });

  test.each([
    ['{"a":1}', '{"a":1}', null],
    ['{"a":1}', '{"a":2}', 5],
    ['{"a":1}', '{"a":', 5],
    ['{"a":1}', '{"a":1}\n', 7],
    ['', 'x', 0],
  ])('%j and %j: the first byte that differs is %j', (sent, received, offset) => {
    expect(bodyDifference(Buffer.from(sent), Buffer.from(received))?.offset ?? null).toBe(offset);
  });
});
