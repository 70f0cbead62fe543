import { setImmediate } from 'node:timers/promises';
import { createServer as createTlsServer, type Server } from 'node:https';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseAddressRanges } from '@deskhook/domain';
import { anAuthority, type Authority } from '../../../../test/support/certificates.js';
import { startConnectProxy, type ConnectProxy } from '../../../../test/support/connect-proxy.js';
import { startNameServer, type NameServer } from '../../../../test/support/name-server.js';
import { startRawEndpoint, type RawEndpoint } from '../../../../test/support/raw-endpoint.js';
import { startReceiver, type Receiver } from '../../../../test/support/receiver.js';
import { HttpSender, type OutboundRequest, type SenderSettings } from './http-sender.js';

const senders: HttpSender[] = [];

function sender(overrides: Partial<SenderSettings> & { readonly deny?: string } = {}): HttpSender {
  const { deny = '', ...settings } = overrides;
  const policy = { allow: parseAddressRanges('127.0.0.0/8'), deny: parseAddressRanges(deny) };
  const made = new HttpSender({ policy, nameServers: [], proxy: null, tlsMin: '1.2', ...settings });
  senders.push(made);
  return made;
}

function aRequest(url: string, overrides: Partial<OutboundRequest> = {}): OutboundRequest {
  const body = Buffer.from('{"a":1}');
  return {
    url,
    headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
    privateHeaders: [],
    body,
    timeoutMs: 2_000,
    connectTimeoutMs: 1_000,
    maxRedirects: 0,
    httpsOnly: false,
    client: null,
    ...overrides,
  };
}

afterEach(async () => {
  await Promise.all(senders.splice(0).map((one) => one.close()));
});

describe('answers of any kind', () => {
  let endpoint: RawEndpoint | null = null;
  afterEach(async () => {
    await endpoint?.close();
    endpoint = null;
  });

  async function answered(bytes: string | Buffer, then: 'end' | 'open' = 'end', overrides = {}) {
    endpoint = await startRawEndpoint((socket) => (then === 'end' ? socket.end(bytes) : socket.write(bytes)));
    return sender().send(aRequest(endpoint.url, { timeoutMs: 500, ...overrides }));
  }

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'did not answer in HTTP'],
    ['zeros', Buffer.alloc(2_000), 'did not answer in HTTP'],
    ['a status that is none', 'HTTP/1.1 99999 Yes\r\n\r\n', 'did not answer in HTTP'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n', 'did not answer in HTTP'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 'another length'],
    ['nothing', '', 'closed the connection without an answer'],
    ['half a head', 'HTTP/1.1 200 OK\r\nx: ', 'closed the connection without an answer'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', ''],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1_000)}\r\n`.repeat(100)}`,
      'more headers',
    ],
    ['a header name without end', `HTTP/1.1 200 OK\r\n${'x'.repeat(100_000)}`, 'more headers'],
  ])('%s is an error in one sentence', async (_name, bytes, sentence) => {
    const result = await answered(bytes);
    expect(result).toMatchObject({ kind: 'error', error: expect.stringContaining(sentence) });
    expect(JSON.stringify(result)).not.toContain('\\n');
  });

  test('an answer that never comes ends with the time', async () => {
    expect(await answered('', 'open')).toMatchObject({ error: 'no answer within 500 ms' });
    expect(await answered('HTTP/1.1 200 OK\r\nx: y', 'open')).toMatchObject({
      error: 'no answer within 500 ms',
    });
  });

  test('informational answers without end are none', async () => {
    endpoint = await startRawEndpoint((socket) => {
      const again = () =>
        socket.writable &&
        socket.write('HTTP/1.1 103 Early\r\nlink: x\r\n\r\n', () => void setImmediate().then(again));
      again();
    });
    const result = await sender().send(aRequest(endpoint.url, { timeoutMs: 500 }));
    expect(result).toMatchObject({ kind: 'error' });
  });

  test('a body that trickles is cut when the time is over, and the answer counts', async () => {
    const result = await answered('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', 'open');
    expect(result).toMatchObject({ kind: 'response', code: 200, body: 'abc', truncated: true });
  });

  test('a body without end is cut at the cap, long before the time is over', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    endpoint = await startRawEndpoint((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const more = () => socket.writable && socket.write(chunk, () => void setImmediate().then(more));
      more();
    });
    const result = await sender().send(aRequest(endpoint.url, { timeoutMs: 600_000 }));
    expect(result).toMatchObject({
      kind: 'response',
      code: 200,
      truncated: true,
      body: 'x'.repeat(16 * 1024),
    });
  });

  test('what is compressed stays so, and what is no text is kept as far as it is', async () => {
    const zeros = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\n'),
      Buffer.from([0x1f, 0x8b, 0, 0x41]),
    ]);
    expect(await answered(zeros)).toMatchObject({
      kind: 'response',
      headers: { 'content-encoding': 'gzip' },
    });
  });

  test('more headers than are kept are counted', async () => {
    const many = Array.from({ length: 150 }, (_, at) => `h${at}: x\r\n`).join('');
    const result = await answered(`HTTP/1.1 200 OK\r\n${many}content-length: 0\r\n\r\n`);
    expect(result).toMatchObject({
      kind: 'response',
      headers: { h0: 'x', h99: 'x', '…': '51 more headers' },
    });
  });

  test('a header that HTTP cannot carry is never sent', async () => {
    let asked = 0;
    endpoint = await startRawEndpoint((socket) => {
      asked += 1;
      socket.end('HTTP/1.1 200 OK\r\n\r\n');
    });
    for (const headers of [{ x: 'a\r\nhost: evil' }, { 'x\r\ny': 'a' }, { 'transfer-encoding': 'chunked' }])
      expect(await sender().send(aRequest(endpoint.url, { headers }))).toMatchObject({ kind: 'error' });
    expect(asked).toBe(0);
  });
});

describe('where requests go', () => {
  let receiver: Receiver;
  let names: NameServer;
  beforeEach(async () => {
    [receiver, names] = await Promise.all([startReceiver(), startNameServer()]);
  });
  afterEach(() => Promise.all([receiver.close(), names.close()]));

  const url = (host: string) => `http://${host}:${new URL(receiver.url).port}/hook`;
  const named = () => sender({ nameServers: [names.address] });

  test('to the address that was checked, with the name in the host header', async () => {
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1'] : []));
    expect(await named().send(aRequest(url('Receiver.test.')))).toMatchObject({ kind: 'response' });
    expect(receiver.requests[0]?.headers.host).toBe(`receiver.test:${new URL(receiver.url).port}`);
  });

  test('to none where one of the addresses is forbidden', async () => {
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1', '10.0.0.1'] : []));
    const result = await named().send(aRequest(url('half.test')));
    expect(result).toMatchObject({
      kind: 'error',
      error: expect.stringMatching(/^half\.test: the address 10\.0\.0\.1 is not reachable/),
    });
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1'] : ['fd00:ec2::254']));
    expect(await named().send(aRequest(url('other.test')))).toMatchObject({
      error: expect.stringContaining('fd00:ec2::254'),
    });
    expect(receiver.requests).toEqual([]);
  });

  test('a name that leads elsewhere the second time is checked again', async () => {
    const one = named();
    receiver.answer(() => ({ code: 204, headers: { connection: 'close' } }));
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1'] : []));
    expect(await one.send(aRequest(url('rebind.test')))).toMatchObject({ kind: 'response' });
    names.answer((_name, family) => (family === 4 ? ['169.254.169.254'] : []));
    expect(await one.send(aRequest(url('rebind.test')))).toMatchObject({
      error: expect.stringContaining('169.254.169.254'),
    });
    expect(receiver.requests).toHaveLength(1);
  });

  test('the name of a redirect is checked like the first', async () => {
    names.answer((name, family) => (family === 6 ? [] : [name === 'inner.test' ? '10.0.0.1' : '127.0.0.1']));
    receiver.answer(() => ({ code: 307, headers: { location: url('inner.test') } }));
    expect(await named().send(aRequest(url('outer.test'), { maxRedirects: 3 }))).toMatchObject({
      error: expect.stringContaining('10.0.0.1'),
      redirects: [{ code: 307 }],
    });
  });

  test.each([
    'http://10.0.0.1/',
    'http://0xa9fea9fe/',
    'http://[::ffff:a00:1]/',
    'http://[fe80::1]/',
    'file:///etc/passwd',
    'http://a:b@1.1.1.1/',
    'nonsense',
  ])('%s is refused before anything is opened', async (address) => {
    expect(await sender().send(aRequest(address))).toMatchObject({ kind: 'error' });
  });

  test('what is denied is refused although a wider range is allowed', async () => {
    expect(await sender({ deny: '127.0.0.1' }).send(aRequest(url('127.0.0.1')))).toMatchObject({
      error: expect.stringContaining('(denied)'),
    });
    expect(receiver.requests).toEqual([]);
  });

  test('a name that has no address, and a port where nobody listens', async () => {
    names.answer(() => []);
    expect(await named().send(aRequest(url('none.test')))).toMatchObject({
      error: 'the host name has no address',
    });
    expect(await sender().send(aRequest('http://127.0.0.1:1/'))).toMatchObject({
      error: 'the endpoint refused the connection',
    });
  });
});

describe('through a proxy', () => {
  let receiver: Receiver;
  let proxy: ConnectProxy;
  let names: NameServer;
  beforeEach(async () => {
    [receiver, proxy, names] = await Promise.all([startReceiver(), startConnectProxy(), startNameServer()]);
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1'] : []));
  });
  afterEach(() => Promise.all([receiver.close(), proxy.close(), names.close()]));

  const authorization = `Basic ${Buffer.from('user:s3cret').toString('base64')}`;
  const through = (overrides: Partial<SenderSettings> = {}) =>
    sender({
      proxy: { host: '127.0.0.1', port: proxy.port, authorization },
      nameServers: [names.address],
      ...overrides,
    });
  const url = () => `http://receiver.test:${new URL(receiver.url).port}/hook`;

  test('a request goes to the checked address by CONNECT, also where it is not encrypted', async () => {
    const one = through();
    for (const _ of [1, 2]) {
      expect(await one.send(aRequest(url()))).toMatchObject({ kind: 'response', code: 204 });
      await setImmediate();
    }
    expect(proxy.asked).toEqual([{ authority: `127.0.0.1:${new URL(receiver.url).port}`, authorization }]);
    expect(receiver.requests[0]?.headers.host).toContain('receiver.test');
    expect(receiver.requests[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  test('a forbidden address is refused before the proxy hears of it', async () => {
    names.answer((_name, family) => (family === 4 ? ['10.0.0.1'] : []));
    expect(await through().send(aRequest(url()))).toMatchObject({
      error: expect.stringContaining('10.0.0.1'),
    });
    expect(proxy.asked).toEqual([]);
  });

  test('the next address is tried where the proxy does not reach the first', async () => {
    names.answer((_name, family) => (family === 4 ? ['127.0.0.9', '127.0.0.1'] : []));
    proxy.answer((authority) => (authority.startsWith('127.0.0.9') ? 502 : 200));
    expect(await through().send(aRequest(url()))).toMatchObject({ kind: 'response' });
    expect(proxy.asked).toHaveLength(2);
  });

  test.each([
    [407, 'the outbound proxy refused our credentials (407)'],
    [403, 'the outbound proxy answered 403 and opened no connection'],
    [null, 'no connection within 1000 ms'],
  ])('an answer of %s is a clear error without the password', async (code, error) => {
    proxy.answer(() => code);
    const result = await through().send(aRequest(url()));
    expect(result).toMatchObject({ kind: 'error', error });
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  test('a proxy that is not there', async () => {
    const none = through({ proxy: { host: '127.0.0.1', port: 1, authorization } });
    expect(await none.send(aRequest(url()))).toMatchObject({
      error: 'the outbound proxy cannot be used (ECONNREFUSED)',
    });
  });
});

describe('over TLS', () => {
  let authority: Authority;
  let other: Authority;
  let servers: Server[] = [];
  beforeAll(async () => {
    [authority, other] = await Promise.all([anAuthority(), anAuthority()]);
  });
  afterAll(() => {
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(
      servers.splice(0).map((server) => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }),
    );
  });

  interface TlsSeen {
    readonly url: string;
    readonly seen: { readonly client: unknown; readonly name: unknown; readonly protocol: unknown }[];
  }

  async function tlsServer(options: object = {}, ...certified: string[]): Promise<TlsSeen> {
    const issued = await authority.server(
      ...(certified.length === 0 ? ['127.0.0.1', 'receiver.test'] : certified),
    );
    const seen: { client: unknown; name: unknown; protocol: unknown }[] = [];
    const server = createTlsServer(
      { cert: issued.certificate, key: issued.key, ...options },
      (request, response) => {
        const socket: unknown = request.socket;
        seen.push(peerOf(socket));
        response.end();
      },
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { url: `https://127.0.0.1:${port}/`, seen };
  }

  const trusting = (overrides: Partial<SenderSettings> = {}) =>
    sender({ authorities: [authority.certificate], ...overrides });

  test('a certificate of a trusted authority for that address is accepted, others are not', async () => {
    const good = await tlsServer();
    expect(await trusting().send(aRequest(good.url))).toMatchObject({ kind: 'response' });
    expect(await sender().send(aRequest(good.url))).toMatchObject({
      error: expect.stringContaining('the TLS certificate of the endpoint'),
    });
    const another = await tlsServer({}, 'receiver.test');
    expect(await trusting().send(aRequest(another.url))).toMatchObject({
      error: 'the TLS certificate of the endpoint is for another host name',
    });
  });

  test('a port that speaks no TLS', async () => {
    const plain = await startReceiver();
    expect(await trusting().send(aRequest(plain.url.replace('http:', 'https:')))).toMatchObject({
      error: expect.stringContaining('does it speak TLS on this port?'),
    });
    await plain.close();
  });

  test('a version below the lowest is refused', async () => {
    const old = await tlsServer({ maxVersion: 'TLSv1.2' });
    expect(await trusting().send(aRequest(old.url))).toMatchObject({ kind: 'response' });
    expect(await trusting({ tlsMin: '1.3' }).send(aRequest(old.url))).toMatchObject({
      error: 'the endpoint speaks no version of TLS that is allowed here',
    });
    const older = await tlsServer({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await trusting().send(aRequest(older.url))).toMatchObject({ kind: 'error' });
  });

  test('through a proxy the name is what the certificate is checked for', async () => {
    const [proxy, names] = await Promise.all([startConnectProxy(), startNameServer()]);
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1'] : []));
    const { url, seen } = await tlsServer();
    const one = trusting({
      proxy: { host: '127.0.0.1', port: proxy.port, authorization: null },
      nameServers: [names.address],
    });
    expect(await one.send(aRequest(url.replace('127.0.0.1', 'receiver.test')))).toMatchObject({
      kind: 'response',
    });
    expect(seen).toEqual([expect.objectContaining({ name: 'receiver.test' })]);
    expect(await one.send(aRequest(url.replace('127.0.0.1', 'other.test')))).toMatchObject({
      error: 'the TLS certificate of the endpoint is for another host name',
    });
    await Promise.all([proxy.close(), names.close()]);
  });

  describe('with client certificates', () => {
    const demanding = () =>
      tlsServer({ requestCert: true, rejectUnauthorized: true, ca: [authority.certificate] });

    test('each request has its own, also on connections that are kept', async () => {
      const { url, seen } = await demanding();
      const [anna, ben] = await Promise.all([authority.client('anna'), authority.client('ben')]);
      const one = trusting();
      for (const client of [anna, ben, anna])
        expect(await one.send(aRequest(url, { client }))).toMatchObject({ kind: 'response' });
      expect(seen.map(({ client }) => client)).toEqual(['anna', 'ben', 'anna']);
    });

    test('without one, or with that of another authority, the endpoint says no', async () => {
      const { url, seen } = await demanding();
      const stranger = await other.client('stranger');
      for (const client of [null, stranger])
        expect(await trusting().send(aRequest(url, { client }))).toMatchObject({ kind: 'error' });
      expect(seen).toEqual([]);
    });

    test('a redirect to another server does not show it', async () => {
      const next = await tlsServer({
        requestCert: true,
        rejectUnauthorized: false,
        ca: [authority.certificate],
      });
      const issued = await authority.server('127.0.0.1');
      const first = await startReceiver(() => ({ code: 307, headers: { location: next.url } }), {
        ...issued,
        endsAt: 0,
      });
      const client = await authority.client('anna');
      expect(await trusting().send(aRequest(first.url, { client, maxRedirects: 1 }))).toMatchObject({
        kind: 'response',
      });
      expect(next.seen).toEqual([expect.objectContaining({ client: null })]);
      await first.close();
    });

    test('a certificate that is none is an error, not a crash', async () => {
      const { url } = await demanding();
      const client = { certificate: 'no certificate', key: 'no key' };
      expect(await trusting().send(aRequest(url, { client }))).toMatchObject({ kind: 'error' });
      const proxied = trusting({ proxy: { host: '127.0.0.1', port: 1, authorization: null } });
      expect(await proxied.send(aRequest(url, { client }))).toMatchObject({ kind: 'error' });
    });
  });
});

function peerOf(socket: unknown) {
  const isTls = (one: unknown): one is import('node:tls').TLSSocket =>
    typeof one === 'object' && one !== null && 'getPeerCertificate' in one;
  if (!isTls(socket)) throw new TypeError('not over TLS');
  const { subject } = socket.getPeerCertificate();
  return { client: subject?.CN ?? null, name: socket.servername, protocol: socket.getProtocol() };
}
