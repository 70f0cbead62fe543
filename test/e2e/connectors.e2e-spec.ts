import { execFileSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CONNECTOR_KINDS, type ConnectorKind } from '@deskhook/connectors';
import { startService, type RunningService } from '@deskhook/runtime';
import { metrics } from '@deskhook/telemetry';
import pg from 'pg';
import { z } from 'zod';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { gatewayService } from '../../services/gateway/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { subscriptionsService } from '../../services/subscriptions/src/index.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from '../support/api-world.js';
import { recordedRequest, signedHeaders, type RecordedRequest } from '../support/connectors.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const path = `${tenant}/connectors`;
const SECRET = 'a secret of the helpdesk';
/** Services find their way back to a broker by themselves. */
const SLOW_MS = 60_000;

/** A request of each helpdesk, and the event that a subscription then hears of. */
const HEARD: Readonly<Record<ConnectorKind, readonly [request: string, type: string]>> = {
  zammad: ['agent-reply', 'reply.created'],
  chatwoot: ['status-resolved', 'ticket.closed'],
  freescout: ['note', 'note.created'],
  zendesk: ['agent-assignment-changed', 'ticket.assigned'],
  github: ['issues-opened-15', 'ticket.created'],
};

const eventSchema = z.looseObject({ id: z.string(), type: z.string(), source: z.string() });

jest.setTimeout(2 * SLOW_MS);

describe('inbound connectors', () => {
  let postgres: Postgres;
  let world: ApiWorld;
  let receiver: Receiver;
  let editor: string;
  let viewer: string;
  const more: RunningService[] = [];

  beforeAll(async () => {
    [postgres, receiver] = await Promise.all([startPostgres(), startReceiver()]);
    world = await startApiWorld(
      { DESKHOOK_DATABASE_URL: postgres.url, DESKHOOK_AUTH_FAILURES_PER_MINUTE: '20' },
      [
        (env) => startService(logsService, env),
        (env) => startService(evaluatorService, env),
        (env) => startService(dispatcherService, env),
      ],
    );
    editor = await world.keyFor('acme', 'editor');
    viewer = await world.keyFor('acme', 'viewer');
    const json = { name: 'All', urls: [`${receiver.url}/all`], events: ['*'] };
    const made = await world.call('POST', `${tenant}/subscriptions`, { key: editor, json });
    if (made.status !== 201) throw new Error(made.text);
  });
  afterAll(async () => {
    await Promise.all(more.map((service) => service.stop()));
    await world.close();
    await Promise.all([receiver.close(), postgres.stop()]);
  });

  const create = async (input: object): Promise<ApiAnswer> =>
    world.call('POST', path, { key: editor, json: { name: 'Desk', ...input } });
  const connect = async (kind: ConnectorKind, input: object = {}) =>
    (await create({ kind, secret: SECRET, ...input })).body;

  function send(url: string, kind: ConnectorKind, request: RecordedRequest, secret = SECRET) {
    const headers = signedHeaders(kind, request, secret);
    return world.call('POST', url, { key: null, body: request.body, headers });
  }

  /** The events of a type that came to the receiver, each with its delivery. */
  function heard(type: string) {
    return receiver.requests.flatMap(({ body, headers }) => {
      const event = eventSchema.parse(JSON.parse(body.toString()));
      return event.type === type ? [{ ...event, delivery: String(headers['webhook-id']) }] : [];
    });
  }

  describe('as settings', () => {
    it.each(CONNECTOR_KINDS)(
      '%s: is made with its address, and a secret where Deskhook makes it',
      async (kind) => {
        const { status, body, headers } = await create({ kind });
        expect(status).toBe(201);
        expect(headers.get('location')).toBe(`${path}/${body.id}`);
        expect(body).toMatchObject({ kind, status: 'active', url: `${path}/${body.id}/inbound`, etag: 'v1' });
        const isMade = kind === 'github' || kind === 'zammad';
        expect(body.hasSecret).toBe(isMade);
        expect(body.secret).toEqual(isMade ? expect.stringMatching(/^[0-9a-f]{64}$/) : null);
        expect(body.warnings).toEqual(isMade ? [] : [expect.stringContaining('until the secret')]);
      },
    );

    it('shows secrets to those who may change them', async () => {
      const { id } = await connect('zendesk');
      const [own, foreign] = await Promise.all(
        [editor, viewer].map((key) => world.call('GET', `${path}/${id}`, { key })),
      );
      expect(own?.body).toMatchObject({ secret: SECRET, hasSecret: true });
      expect(foreign?.body).toMatchObject({ secret: null, hasSecret: true });
      const list = await world.call('GET', `${path}?limit=200`, { key: viewer });
      expect(list.text).toContain(id);
      expect(list.text).not.toContain(SECRET);
    });

    it('are changed by merging, under the etag, and deleted', async () => {
      const options = { siteUrl: 'https://desk.example', statuses: { waiting: 'stopped' } };
      const { id } = await connect('zammad', { options });
      const change = (json: object, headers = {}) =>
        world.call('PATCH', `${path}/${id}`, { key: editor, json, headers });
      const json = { options: { siteUrl: null, triggers: { Closed: 'ticket.closed' } }, secret: null };
      const changed = await change(json, { 'if-match': '"v1"' });
      const expected = { statuses: { waiting: 'stopped' }, triggers: { Closed: 'ticket.closed' } };
      expect(changed.body).toMatchObject({ options: expected, hasSecret: false, etag: 'v2' });
      expect((await change({ name: 'x' }, { 'if-match': '"v1"' })).status).toBe(412);
      expect((await world.call('DELETE', `${path}/${id}`, { key: editor })).status).toBe(204);
      expect((await world.call('GET', `${path}/${id}`, { key: editor })).status).toBe(404);
      const admin = await world.keyFor('acme', 'admin');
      const log = await world.call('GET', `${tenant}/audit-log?target=${id}`, { key: admin });
      const told: { operation: string }[] = log.body.items;
      expect(told.map(({ operation }) => operation)).toEqual([
        'deleteConnector',
        'patchConnector',
        'createConnector',
      ]);
      expect(log.text).not.toContain(SECRET);
    });

    it.each([
      [{ kind: 'jira' }, '/kind'],
      [{ kind: 'github', secret: 'short' }, '/secret'],
      [{ kind: 'github', options: { siteUrl: 'https://x.example' } }, '/options/siteUrl'],
      [{ kind: 'zammad', options: { statuses: { open: 'done' } } }, '/options/statuses/open'],
      [{ kind: 'zammad', options: { triggers: { 'a/b': 'x' } } }, '/options/triggers/a~1b'],
      [{ kind: 'zendesk', nonsense: 1 }, '/nonsense'],
    ])('%j is refused with a pointer', async (input, pointer) => {
      const { status, body } = await create(input);
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ pointer }]);
    });
  });

  describe('take what a helpdesk signs', () => {
    it.each(CONNECTOR_KINDS)('%s: a subscription hears of it, once', async (kind) => {
      const { url, id } = await connect(kind);
      const [name, type] = HEARD[kind];
      const request = recordedRequest(kind, name);
      const source = `/connectors/${kind}/${id}`;
      const [first, again] = [await send(url, kind, request), await send(url, kind, request)];
      expect([first.status, first.body]).toEqual([202, { accepted: 1 }]);
      expect([again.status, again.body]).toEqual([202, { accepted: 1 }]);
      const own = () => heard(type).filter((event) => event.source === source);
      await waitUntil(async () => own().length > 0 || undefined, {
        what: `${type} of ${kind}`,
        timeoutMs: SLOW_MS,
      });
      // What comes behind it has come: so would a second delivery.
      const last = recordedRequest('freescout', 'deleted');
      const { url: other, id: otherId } = await connect('freescout', { name: `behind ${kind}` });
      await send(other, 'freescout', last);
      const isThere = () => heard('ticket.trashed').some((event) => event.source.endsWith(otherId));
      await waitUntil(async () => isThere() || undefined, { what: 'what comes behind', timeoutMs: SLOW_MS });
      expect(new Set(own().map(({ delivery }) => delivery)).size).toBe(1);
    });

    it('GitHub: also when openssl signs, and when the body is a form', async () => {
      const { url } = await connect('github');
      const { body } = recordedRequest('github', 'issue_comment-created-0');
      const form = Buffer.from(`payload=${encodeURIComponent(body.toString())}`);
      for (const [type, bytes] of [
        ['application/json', body],
        ['application/x-www-form-urlencoded', form],
      ] as const) {
        const digest = execFileSync('openssl', ['dgst', '-sha256', '-hmac', SECRET, '-r'], { input: bytes });
        const headers = {
          'content-type': type,
          'x-github-event': 'issue_comment',
          'x-hub-signature-256': `sha256=${digest.toString().split(' ')[0] ?? ''}`,
        };
        const { status, text } = await world.call('POST', url, { key: null, body: bytes, headers });
        expect([status, text]).toEqual([202, '{"accepted":1}']);
      }
    });

    it('answer 200 to what means nothing, and say why', async () => {
      const github = await connect('github');
      const ping = await send(github.url, 'github', recordedRequest('github', 'ping-none-0'));
      expect([ping.status, ping.body]).toEqual([
        200,
        { accepted: 0, ignored: expect.stringContaining('GitHub asks') },
      ]);
      const { url } = await connect('zammad', { status: 'inactive' });
      const inactive = await send(url, 'zammad', recordedRequest('zammad', 'ticket-created'));
      expect([inactive.status, inactive.body.ignored]).toEqual([200, 'the connector is inactive']);
    });

    it('keep what they do not understand, and an event can take its place', async () => {
      const { url } = await connect('zendesk');
      const request = { name: '', headers: {}, body: Buffer.from('{"ticket_id":"7"}') };
      const { status, body } = await send(url, 'zendesk', request);
      expect([status, body]).toEqual([202, { accepted: 0, deadLetter: expect.any(String) }]);
      expect((await send(url, 'zendesk', request)).body.deadLetter).toBe(body.deadLetter);
      const letter = `${tenant}/dead-letters/${body.deadLetter}`;
      const kept = await world.soon(letter, (answer) => answer.status === 200);
      expect(kept.body).toMatchObject({
        reason: 'connector_unmapped',
        payload: '{"ticket_id":"7"}',
        detail: expect.stringContaining('documented JSON body'),
      });
      const event = {
        specversion: '1.0',
        id: 'mended-1',
        source: '/test',
        type: 'ticket.answered',
        data: { ticket: { id: 7 } },
      };
      expect((await world.call('POST', `${letter}/replay`, { key: editor, json: { event } })).status).toBe(
        202,
      );
      await waitUntil(async () => heard('ticket.answered').length > 0 || undefined, {
        what: 'the mended event',
        timeoutMs: SLOW_MS,
      });
    });

    it('refuse a body that is too large', async () => {
      const { url } = await connect('freescout');
      const body = Buffer.from(JSON.stringify({ id: 1, filler: 'x'.repeat(3 * 1024 * 1024) }));
      expect((await send(url, 'freescout', { name: '', headers: {}, body })).status).toBe(413);
    });
  });

  describe('take nothing else', () => {
    it('answer a wrong signature and a connector that does not exist alike', async () => {
      const { url, id } = await connect('github');
      const withoutSecret = (await create({ kind: 'freescout' })).body;
      const request = recordedRequest('github', 'issues-opened-15');
      const answers = [
        await send(url, 'github', request, 'another secret of somebody'),
        await send(`${path}/con_none/inbound`, 'github', request),
        await send(`/v1/tenants/nobody/connectors/${id}/inbound`, 'github', request),
        await send(withoutSecret.url, 'freescout', recordedRequest('freescout', 'created'), ''),
        await world.call('POST', url, { key: null, body: request.body, headers: request.headers }),
        await world.call('POST', url, { body: request.body, headers: request.headers }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
      expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(1);
    });

    it('take no other secret after a change, and nothing once they are deleted', async () => {
      const { url, id } = await connect('github');
      const request = recordedRequest('github', 'ping-none-0');
      const next = 'the next secret of it';
      await world.call('PATCH', `${path}/${id}`, { key: editor, json: { secret: next } });
      expect((await send(url, 'github', request)).status).toBe(401);
      expect((await send(url, 'github', request, next)).status).toBe(200);
      await world.call('DELETE', `${path}/${id}`, { key: editor });
      expect((await send(url, 'github', request, next)).status).toBe(401);
    });

    it('make guessing slow, and go on taking what is signed', async () => {
      const { url } = await connect('github');
      const request = recordedRequest('github', 'ping-none-0');
      const statuses: number[] = [];
      for (let guess = 0; guess < 30; guess++)
        statuses.push((await send(url, 'github', request, `guess number ${guess}`)).status);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
      expect((await send(url, 'github', request)).status).toBe(200);
    });
  });

  it('are counted by what their requests came to', async () => {
    const text = await metrics.text('text');
    for (const outcome of ['accepted', 'ignored', 'refused', 'unauthorized'])
      expect(text).toMatch(
        new RegExp(
          `^deskhook_connector_requests_total\\{connector="\\w+",outcome="${outcome}"\\} [1-9]`,
          'm',
        ),
      );
    expect(text).toContain('connector="unknown",outcome="unauthorized"');
  });

  describe('while something is missing', () => {
    const newKey = randomBytes(32).toString('base64');
    const keys = () => ({
      DESKHOOK_SECRETS_KEY: newKey,
      DESKHOOK_SECRETS_KEYS_OLD: world.env['DESKHOOK_SECRETS_KEY'],
    });

    async function gateway(
      env: NodeJS.ProcessEnv,
    ): Promise<(request: string, init: RequestInit) => Promise<Response>> {
      const port = await freePort();
      more.push(
        await startService(gatewayService, { ...world.env, DESKHOOK_HTTP_PORT: String(port), ...env }),
      );
      const base = `http://127.0.0.1:${port}`;
      const isUp = async () => (await fetch(`${base}/readyz`)).status === 200 || undefined;
      await waitUntil(isUp, { what: 'another gateway', timeoutMs: SLOW_MS });
      return (request, init) => fetch(base + request, init);
    }
    const post = (request: RecordedRequest, secret = SECRET): RequestInit => ({
      method: 'POST',
      body: Buffer.from(request.body),
      headers: signedHeaders('github', request, secret),
    });

    it('a gateway without the secrets key says so', async () => {
      const { url } = await connect('github');
      const ask = await gateway({ DESKHOOK_SECRETS_KEY: '' });
      const answer = await ask(url, post(recordedRequest('github', 'ping-none-0')));
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('DESKHOOK_SECRETS_KEY');
    });

    it('a broker that is away makes them say so, and they go on when it is back', async () => {
      const { url } = await connect('github');
      const request = recordedRequest('github', 'issues-opened-16');
      await world.nats.kill9();
      const refused = await send(url, 'github', request);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      await world.nats.restart();
      const isTaken = async () => (await send(url, 'github', request)).status === 202 || undefined;
      await waitUntil(isTaken, { what: 'the broker', timeoutMs: SLOW_MS });
      // Each service comes back to the broker by itself.
      const isMade = async () => (await create({ kind: 'github' })).status === 201 || undefined;
      await waitUntil(isMade, { what: 'the subscriptions service', timeoutMs: SLOW_MS });
    });

    it('Postgres is not asked, not even by a gateway that starts meanwhile', async () => {
      const secret = 'the secret of the last one';
      const { url, id } = await connect('github', { secret });
      await postgres.kill9();
      const ask = await gateway({});
      const request = recordedRequest('github', 'issues-deleted-4');
      expect((await ask(url, post(request, secret))).status).toBe(202);
      const isHeard = () => heard('ticket.deleted').some(({ source }) => source.endsWith(id));
      await waitUntil(async () => isHeard() || undefined, { what: 'the delivery', timeoutMs: SLOW_MS });
      await postgres.restart();
    });

    it('the secrets are sealed anew when the key is exchanged', async () => {
      const { url, id } = await connect('github');
      more.push(await startService(subscriptionsService, { ...world.env, ...keys() }));
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      const keyId = hash('sha256', Buffer.from(newKey, 'base64'), 'hex').slice(0, 8);
      const isSealed = async () => {
        const { rows } = await client.query(
          `SELECT id FROM subscriptions.connectors WHERE id = $1 AND secrets::text LIKE $2`,
          [id, `%"v1.${keyId}.%`],
        );
        return rows.length > 0 || undefined;
      };
      await waitUntil(isSealed, { what: 'the new key', timeoutMs: SLOW_MS });
      await client.end();
      const ask = await gateway(keys());
      const isTaken = async () =>
        (await ask(url, post(recordedRequest('github', 'ping-none-0')))).status === 200 || undefined;
      await waitUntil(isTaken, { what: 'the secret under the new key', timeoutMs: SLOW_MS });
    });
  });
});
