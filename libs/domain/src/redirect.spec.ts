import { describe, expect, test } from '@jest/globals';
import { PUBLIC_INTERNET } from './address-policy.js';
import { redirectAfter, type Hop } from './redirect.js';

const post: Hop = { url: 'https://a.example/hook?token=1', method: 'POST' };
const rules = { httpsOnly: false, policy: PUBLIC_INTERNET };
const after = (code: number, location: string | undefined, hop = post, own = rules) =>
  redirectAfter(hop, { code, location }, own);

describe('redirectAfter', () => {
  test.each([301, 307, 308])('%i keeps the POST', (code) => {
    expect(after(code, 'https://b.example/x')).toEqual({
      kind: 'follow',
      hop: { url: 'https://b.example/x', method: 'POST' },
      isSameServer: false,
    });
  });
  test.each([302, 303])('%i turns it into a GET', (code) => {
    expect(after(code, '/moved?x=1#part')).toEqual({
      kind: 'follow',
      hop: { url: 'https://a.example/moved?x=1', method: 'GET' },
      isSameServer: true,
    });
  });
  test('a GET stays a GET', () => {
    expect(after(307, '/y', { ...post, method: 'GET' })).toMatchObject({ hop: { method: 'GET' } });
  });
  test.each([200, 204, 300, 304, 400])('%i is an answer', (code) => {
    expect(after(code, 'https://b.example/x')).toEqual({ kind: 'answer' });
  });
  test('without a location it is an answer', () => {
    expect(after(302, undefined)).toEqual({ kind: 'answer' });
  });
  test.each([
    ['http://127.0.0.1/', 'loopback'],
    ['http://[::ffff:10.0.0.1]/', 'refused'],
    ['http://2130706433/', 'refused'],
    ['file:///etc/passwd', 'http or https'],
    ['gopher://a.example/', 'http or https'],
    ['https://user:secret@a.example/', 'user and password'],
    ['http://', 'no URL'],
  ])('%s is refused', (location, reason) => {
    const step = after(302, location);
    expect(step).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(step)).toContain(reason);
  });
  test('out of TLS is refused where only https is allowed, and never the same server', () => {
    expect(after(307, 'http://a.example/', post, { ...rules, httpsOnly: true })).toMatchObject({
      kind: 'refused',
    });
    expect(after(307, 'http://a.example/')).toMatchObject({ kind: 'follow', isSameServer: false });
  });
  test.each([
    ['https://a.example/x', 'https://a.example/y', true],
    ['http://a.example/x', 'https://a.example/x', true],
    ['https://a.example/x', 'https://a.example:8443/x', false],
    ['http://a.example:8080/x', 'https://a.example:8443/x', false],
    ['https://a.example/x', 'https://b.a.example/x', false],
  ])('from %s to %s: the same server is %s', (url, location, isSameServer) => {
    expect(after(308, location, { url, method: 'POST' })).toMatchObject({ isSameServer });
  });
});
