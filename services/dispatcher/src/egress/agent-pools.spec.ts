import { expect, test } from '@jest/globals';
import { PUBLIC_INTERNET } from '@deskhook/domain';
import { AgentPools } from './agent-pools.js';
import { CheckedNames } from './checked-names.js';
import { NameResolver } from './name-resolver.js';
import { parseProxy } from './proxy-server.js';

const client = (name: string) => ({ certificate: `certificate of ${name}`, key: `key of ${name}` });

test('each client certificate and connect time-out has a pool of its own, and there are not too many', async () => {
  const names = new CheckedNames(new NameResolver(), PUBLIC_INTERNET);
  const pools = new AgentPools({ names, proxy: null, tlsMin: '1.2' });
  const plain = pools.agent(1_000, null);
  expect(pools.agent(1_000, null)).toBe(plain);
  expect(pools.agent(2_000, null)).not.toBe(plain);
  expect(pools.agent(1_000, client('anna'))).not.toBe(plain);
  expect(pools.agent(1_000, client('anna'))).toBe(pools.agent(1_000, client('anna')));
  for (let at = 0; at < 1_000; at += 1) {
    pools.agent(1_000, client(String(at)));
    expect(pools.agent(1_000, null)).toBe(plain);
  }
  expect(pools.size).toBe(500);
  await pools.destroy();
});

test.each([
  ['http://proxy:3128', { host: 'proxy', port: 3128, authorization: null }],
  ['http://proxy', { host: 'proxy', port: 80, authorization: null }],
  ['http://[::1]:3128/', { host: '::1', port: 3128, authorization: null }],
  ['http://a%3Ab:c%40d@proxy:1', { host: 'proxy', port: 1, authorization: `Basic ${btoa('a:b:c@d')}` }],
])('the proxy %s', (text, proxy) => {
  expect(parseProxy(text)).toEqual(proxy);
});

test.each([
  '',
  'proxy:3128',
  'https://proxy:3128',
  'socks5://proxy',
  'http://proxy/path',
  'http://%zz@proxy:1',
  'http://',
])('"%s" is no proxy', (text) => {
  expect(parseProxy(text)).toBeNull();
});
