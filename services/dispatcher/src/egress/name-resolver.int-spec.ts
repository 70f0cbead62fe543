import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startNameServer, type NameServer } from '../../../../test/support/name-server.js';
import { HostNames, parseHosts, parseSearch } from './host-names.js';
import { NameResolver } from './name-resolver.js';

let folder: string;
let server: NameServer;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskhook-names-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  server = await startNameServer();
});
afterEach(() => server.close());

function resolver(hosts = '', resolv = ''): NameResolver {
  const files = { hosts: join(folder, 'hosts'), resolver: join(folder, 'resolv.conf') };
  writeFileSync(files.hosts, hosts);
  writeFileSync(files.resolver, resolv);
  return new NameResolver([server.address], new HostNames(files));
}

describe('addresses of a name', () => {
  test('of both families, IPv4 first; a trailing dot and capitals make no difference', async () => {
    server.answer((name, family) =>
      name !== 'a.test' ? [] : family === 4 ? ['192.0.2.1', '192.0.2.2'] : ['2001:db8::1'],
    );
    const found = ['192.0.2.1', '192.0.2.2', '2001:db8::1'];
    expect(await resolver().resolve('a.test')).toEqual(found);
    expect(await resolver().resolve('A.Test.')).toEqual(found);
  });
  test('one family is enough, whether the other has none, fails or keeps silent', async () => {
    for (const other of [[], 'failure', null] as const) {
      server.answer((_name, family) => (family === 6 ? ['2001:db8::1'] : other));
      expect(await resolver().resolve('b.test')).toEqual(['2001:db8::1']);
    }
  });
  test('a name that is asked for many times at once is asked for once', async () => {
    server.answer(() => ['192.0.2.1']);
    const names = resolver();
    await Promise.all(Array.from({ length: 50 }, () => names.resolve('busy.test')));
    expect(server.questions.filter(({ family }) => family === 4)).toHaveLength(1);
  });
  test('a name that has none says so, and is not asked for again at once', async () => {
    server.answer(() => []);
    const names = resolver();
    await expect(names.resolve('none.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    const { length } = server.questions;
    await expect(names.resolve('none.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(server.questions).toHaveLength(length);
  });
  test('a name server that fails or keeps silent: another try may find one', async () => {
    server.answer(() => 'failure');
    await expect(resolver().resolve('failing.test')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    server.answer(() => null);
    await expect(resolver().resolve('silent.test')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  });
  test('names of dead servers delay no other', async () => {
    server.answer((name) => (name.endsWith('dead.test') ? null : ['192.0.2.1']));
    const names = resolver();
    // More at once than fit into the buffer of a name server's socket would be lost on the way.
    let dead = 0;
    const waiting = Array.from({ length: 100 }, (_, at) =>
      names.resolve(`h${at}.dead.test`).catch(() => {
        dead += 1;
      }),
    );
    for (let at = 0; at < 20; at += 1) expect(await names.resolve(`alive${at}.test`)).toContain('192.0.2.1');
    expect(dead).toBe(0);
    await Promise.all(waiting);
    expect(dead).toBe(100);
  });
});

describe('what the machine says itself', () => {
  test('the hosts file comes before name servers', async () => {
    const names = resolver('192.0.2.7 Receiver receiver.local # ours\n2001:db8::7\treceiver\nnonsense x\n');
    expect(await names.resolve('receiver')).toEqual(['192.0.2.7', '2001:db8::7']);
    expect(server.questions).toEqual([]);
  });
  test('localhost is never asked for', async () => {
    expect(await resolver().resolve('api.localhost')).toEqual(['127.0.0.1']);
    expect(server.questions).toEqual([]);
  });
  test('short names are looked for in the search list, after the name itself', async () => {
    server.answer((name, family) => (name === 'crm.default.svc.test' && family === 4 ? ['10.0.0.9'] : []));
    const names = resolver('', 'search svc.test default.svc.test\noptions ndots:2 edns0\n');
    expect(await names.resolve('crm')).toEqual(['10.0.0.9']);
    await expect(names.resolve('crm.default.x')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    const asked = server.questions.filter(({ family }) => family === 4).map(({ name }) => name);
    expect(asked).toEqual(['crm', 'crm.svc.test', 'crm.default.svc.test', 'crm.default.x']);
  });
  test('files are read as the system reads them', () => {
    expect(parseHosts('127.0.0.1 a b\n::1 a # c\n')).toEqual(
      new Map([
        ['a', ['127.0.0.1', '::1']],
        ['b', ['127.0.0.1']],
      ]),
    );
    expect(parseSearch('domain a\nsearch b c ; d\noptions ndots:5\n')).toEqual({
      search: ['b', 'c'],
      dotsMin: 5,
    });
    expect(parseSearch('')).toEqual({ search: [], dotsMin: 1 });
  });
});
