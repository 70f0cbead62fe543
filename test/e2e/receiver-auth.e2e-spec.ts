import { createServer, type Server } from 'node:https';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthRecord } from '@deskhook/contracts';
import { SecretBox, subscriptionAuthContext, subscriptionTlsContext } from '@deskhook/runtime';
import { recordSpansWith, type FinishedSpan } from '@deskhook/telemetry';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { attemptReports } from '../support/attempt-reports.js';
import { anAuthority, type Authority } from '../support/certificates.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Answer, type ReceivedRequest, type Receiver } from '../support/receiver.js';

const SECRET = 'planted-s3cret/ü';

describe('authentication at the receiver', () => {
  let path: HotPath;
  let box: SecretBox;
  let authority: Authority;
  let folder: string;
  let receiver: Receiver;
  let issuer: Receiver;
  let made = 0;
  beforeAll(async () => {
    authority = await anAuthority();
    folder = mkdtempSync(join(tmpdir(), 'deskhook-auth-'));
    writeFileSync(join(folder, 'ca.pem'), authority.certificate);
    path = await startHotPath({ DESKHOOK_EGRESS_CA_FILE: join(folder, 'ca.pem') });
    box = new SecretBox(path.env['DESKHOOK_SECRETS_KEY'] ?? '');
    await path.putTenant('acme');
  });
  afterAll(async () => {
    await path.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    [receiver, issuer] = await Promise.all([startReceiver(), startReceiver()]);
  });
  afterEach(() => Promise.all([receiver.close(), issuer.close()]));

  const sealed = (id: string) => box.seal(SECRET, subscriptionAuthContext('acme', id));

  async function subscribe(auth: (id: string) => AuthRecord, overrides: object = {}): Promise<string> {
    const id = `sub_auth_${++made}`;
    await path.putSubscription({
      id,
      urls: [`${receiver.url}/hook`],
      events: [`custom.auth${made}`],
      auth: auth(id),
      delivery: {
        timeoutMs: 5_000,
        connectTimeoutMs: 1_000,
        maxRedirects: 3,
        retryScheduleMs: [100, 100],
        successCodes: '2xx',
        maxConcurrency: 10,
        rateLimit: null,
        ordering: 'none',
        traceparent: true,
      },
      ...overrides,
    });
    return id;
  }
  const publish = () => path.publish(anEvent({ type: `custom.auth${made}`, data: {} }));
  const reports = (subscription: string, count = 1) =>
    attemptReports(path.broker, { tenant: 'acme', subscription, count });
  const oauth2 =
    (more: object = {}) =>
    (id: string): AuthRecord => ({
      type: 'oauth2',
      tokenUrl: `${issuer.url}/token`,
      clientId: 'client:1',
      sealed: sealed(id),
      scopes: ['hooks.write', 'b'],
      audience: 'https://api.example.com',
      clientAuthentication: 'basic',
      ...more,
    });
  const issues = (token: (nth: number) => string, more: object = {}) => {
    let nth = 0;
    issuer.answer(() => ({
      code: 200,
      body: JSON.stringify({ access_token: token(++nth), token_type: 'Bearer', expires_in: 3600, ...more }),
    }));
  };
  const demands = (token: string) =>
    receiver.answer(({ headers }: ReceivedRequest): Answer => ({
      code: headers.authorization === `Bearer ${token}` ? 204 : 401,
    }));

  test('basic: the credentials go out and never into the log, not even when the receiver echoes them', async () => {
    receiver.answer(({ headers }) => ({
      code: 200,
      headers: { 'x-echo': String(headers.authorization) },
      body: `you said ${headers.authorization}`,
    }));
    const id = await subscribe((sub) => ({ type: 'basic', username: 'jürgen', sealed: sealed(sub) }));
    await publish();
    const [report] = await reports(id);
    const expected = Buffer.from(`jürgen:${SECRET}`).toString('base64');
    expect(receiver.requests[0]?.headers.authorization).toBe(`Basic ${expected}`);
    expect(report).toMatchObject({
      status: 'delivered',
      request: { headers: { authorization: '[hidden]' } },
      response: { body: 'you said Basic [hidden]', headers: { 'x-echo': 'Basic [hidden]' } },
    });
    expect(JSON.stringify(report)).not.toContain(expected);
  });

  test('bearer: another server does not hear the token, nor an own header', async () => {
    const other = await startReceiver();
    receiver.answer(() => ({ code: 307, headers: { location: `${other.url}/x` } }));
    const id = await subscribe((sub) => ({
      type: 'bearer',
      sealed: box.seal('token-12345', subscriptionAuthContext('acme', sub)),
    }));
    await publish();
    await reports(id);
    expect(receiver.requests[0]?.headers.authorization).toBe('Bearer token-12345');
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    await other.close();
  });

  test('oauth2: one token for many deliveries, asked for by the form of RFC 6749', async () => {
    issues((nth) => `token-${nth}`);
    demands('token-1');
    const id = await subscribe(oauth2());
    await Promise.all(Array.from({ length: 10 }, publish));
    const made = await reports(id, 10);
    expect(made.map(({ status }) => status)).toEqual(Array(10).fill('delivered'));
    expect(JSON.stringify(made)).not.toContain('token-1');
    expect(issuer.requests).toHaveLength(1);
    const [asked] = issuer.requests;
    expect(Object.fromEntries(new URLSearchParams(asked?.body.toString()))).toEqual({
      grant_type: 'client_credentials',
      scope: 'hooks.write b',
      audience: 'https://api.example.com',
    });
    const [, credentials = ''] = (asked?.headers.authorization ?? '').split(' ');
    const parts = Buffer.from(credentials, 'base64').toString().split(':');
    expect(parts.map((part) => decodeURIComponent(part))).toEqual(['client:1', SECRET]);
  });

  test('oauth2: the client may authenticate itself in the body', async () => {
    issues(() => 'token');
    const id = await subscribe(oauth2({ clientAuthentication: 'body', scopes: [], audience: null }));
    await publish();
    await reports(id);
    expect(Object.fromEntries(new URLSearchParams(issuer.requests[0]?.body.toString()))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client:1',
      client_secret: SECRET,
    });
    expect(issuer.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('oauth2: a token that is refused is replaced, and the attempt repeated at once; the log shows both', async () => {
    issues((nth) => `token-${nth}`);
    demands('token-2');
    const id = await subscribe(oauth2());
    await publish();
    const made = await reports(id, 2);
    expect(made).toMatchObject([
      {
        number: 1,
        status: 'retrying',
        reason: 'the endpoint answered 401; it is tried with a new access token at once',
        response: { code: 401 },
      },
      { number: 2, status: 'delivered', request: { headers: { authorization: '[hidden]' } } },
    ]);
    const [first, second] = receiver.requests;
    expect(second?.body).toEqual(first?.body);
    await publish();
    expect((await reports(id, 3))[2]).toMatchObject({ number: 1, status: 'delivered' });
    expect(issuer.requests).toHaveLength(2);
  });

  test('oauth2: refused twice, it waits for its retry like any failure', async () => {
    issues((nth) => `token-${nth}`);
    demands('another');
    const id = await subscribe(oauth2());
    await publish();
    const made = await reports(id, 6);
    expect(made.map(({ number, status }) => `${number} ${status}`)).toEqual([
      '1 retrying',
      '2 retrying',
      '3 retrying',
      '4 retrying',
      '5 retrying',
      '6 dead',
    ]);
  });

  test('oauth2: a new token first, then the other form of a dialect that has two, linked in the trace', async () => {
    const spans: FinishedSpan[] = [];
    recordSpansWith({
      samples: () => true,
      keepsFailed: () => true,
      record: (span) => void spans.push(span),
    });
    issues((nth) => `token-${nth}`);
    receiver.answer(({ headers }) => ({
      code: headers.authorization === 'Bearer token-2' && receiver.requests.length === 3 ? 204 : 401,
    }));
    const id = await subscribe(oauth2(), {
      dialect: 'shahiassist',
      events: ['ticket.created'],
      secrets: [path.sealed('a secret of the site', `sub_auth_${made + 1}`)],
    });
    await path.publish(anEvent());
    const attempts = await reports(id, 3);
    expect(attempts.map(({ number, status }) => `${number} ${status}`)).toEqual([
      '1 retrying',
      '2 retrying',
      '3 delivered',
    ]);
    expect(attempts[1]?.reason).toContain('the other form of the body is tried at once');
    recordSpansWith(null);
    const ofAttempts = spans.filter(({ name }) => name.startsWith('process deliveries'));
    expect(ofAttempts.map(({ spanId }) => spanId)).toEqual(attempts.map(({ spanId }) => spanId));
    const linked = ofAttempts.map(({ links }) => links.map(({ spanId }) => spanId));
    expect(linked).toEqual([[], [ofAttempts[0]?.spanId], [ofAttempts[1]?.spanId]]);
    for (const { attributes } of ofAttempts)
      expect(attributes['messaging.consumer.group.name']).toBe('dispatcher');
    await path.removeSubscription('acme', id);
  });

  test.each([
    [
      { code: 401, body: '{"error":"invalid_client","error_description":"planted-detail"}' },
      'answered 401 (invalid_client)',
    ],
    [{ code: 500, body: 'planted-detail' }, 'answered 500'],
    [{ code: 200, body: '{"access_token":"planted-detail\\n","token_type":"Bearer"}' }, 'no bearer token'],
    [{ code: 200, body: '{"access_token":"planted-detail","token_type":"mac"}' }, 'no bearer token'],
    [{ code: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'answered 302'],
  ] as const)(
    'oauth2: a token endpoint that answers %j fails the attempt with a reason',
    async (answer, reason) => {
      let failing = true;
      issuer.answer(() =>
        failing ? answer : { code: 200, body: '{"access_token":"token","token_type":"bearer"}' },
      );
      const id = await subscribe(oauth2());
      await publish();
      const [first] = await reports(id, 1);
      failing = false;
      expect(first).toMatchObject({ status: 'retrying', error: expect.stringContaining(reason) });
      expect(first?.error).toContain('there is no access token: the token endpoint');
      const all = await reports(id, 2);
      expect(JSON.stringify(all)).not.toContain('planted-detail');
    },
  );

  test('oauth2: the token endpoint is under the network policy', async () => {
    const id = await subscribe(oauth2({ tokenUrl: 'http://169.254.169.254/token' }));
    await publish();
    const [first] = await reports(id, 1);
    expect(first?.error).toContain('169.254.169.254 is not reachable from here by policy');
    expect(receiver.requests).toHaveLength(0);
  });

  test('a client certificate is shown to a server that wants one', async () => {
    const [issued, client] = await Promise.all([authority.server('127.0.0.1'), authority.client('anna')]);
    let seen = 0;
    const server: Server = createServer(
      {
        cert: issued.certificate,
        key: issued.key,
        ca: [authority.certificate],
        requestCert: true,
        rejectUnauthorized: true,
      },
      (_request, response) => {
        seen += 1;
        response.end();
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const id = await subscribe(() => ({ type: 'none' }), {
      urls: [`https://127.0.0.1:${port}/hook`],
      tls: {
        certificate: client.certificate,
        sealed: box.seal(client.key, subscriptionTlsContext('acme', `sub_auth_${made + 1}`)),
      },
    });
    await publish();
    expect((await reports(id))[0]).toMatchObject({ status: 'delivered' });
    expect(seen).toBe(1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
