import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONNECTOR_KINDS, type ConnectorKind } from '@deskhook/connectors';
import { metrics } from '@deskhook/telemetry';
import type { ApiWorld } from '../support/api-world.js';
import { SECRET, startConnectorWorld, type ConnectorWorld } from '../support/connector-world.js';
import { recordedRequest } from '../support/connectors.js';
import { waitUntil } from '../support/processes.js';

const tenant = '/v1/tenants/acme';
const path = `${tenant}/connectors`;

/** A request of each helpdesk, and the event that a subscription then hears of. */
const HEARD: Readonly<Record<ConnectorKind, readonly [request: string, type: string]>> = {
  zammad: ['agent-reply', 'reply.created'],
  chatwoot: ['status-resolved', 'ticket.closed'],
  freescout: ['note', 'note.created'],
  zendesk: ['agent-assignment-changed', 'ticket.assigned'],
  github: ['issues-opened-15', 'ticket.created'],
};

describe('inbound connectors', () => {
  let desk: ConnectorWorld;
  let world: ApiWorld;
  beforeAll(async () => {
    desk = await startConnectorWorld();
    ({ world } = desk);
  });
  afterAll(() => desk.close());

  describe('as settings', () => {
    it.each(CONNECTOR_KINDS)(
      '%s: is made with its address, and a secret where Deskhook makes it',
      async (kind) => {
        const { status, body, headers } = await desk.create({ kind });
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
      const { id } = await desk.connect('zendesk');
      const [own, foreign] = await Promise.all(
        [desk.editor, desk.viewer].map((key) => world.call('GET', `${path}/${id}`, { key })),
      );
      expect(own?.body).toMatchObject({ secret: SECRET, hasSecret: true });
      expect(foreign?.body).toMatchObject({ secret: null, hasSecret: true });
      const list = await world.call('GET', `${path}?limit=200`, { key: desk.viewer });
      expect(list.text).toContain(id);
      expect(list.text).not.toContain(SECRET);
    });

    it('are changed by merging, under the etag, and deleted', async () => {
      const options = { siteUrl: 'https://desk.example', statuses: { waiting: 'stopped' } };
      const { id } = await desk.connect('zammad', { options });
      const change = (json: object, headers = {}) =>
        world.call('PATCH', `${path}/${id}`, { key: desk.editor, json, headers });
      const json = { options: { siteUrl: null, triggers: { Closed: 'ticket.closed' } }, secret: null };
      const changed = await change(json, { 'if-match': '"v1"' });
      const expected = { statuses: { waiting: 'stopped' }, triggers: { Closed: 'ticket.closed' } };
      expect(changed.body).toMatchObject({ options: expected, hasSecret: false, etag: 'v2' });
      expect((await change({ name: 'x' }, { 'if-match': '"v1"' })).status).toBe(412);
      expect((await world.call('DELETE', `${path}/${id}`, { key: desk.editor })).status).toBe(204);
      expect((await world.call('GET', `${path}/${id}`, { key: desk.editor })).status).toBe(404);
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
      const { status, body } = await desk.create(input);
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ pointer }]);
    });
  });

  describe('take what a helpdesk signs', () => {
    it.each(CONNECTOR_KINDS)('%s: a subscription hears of it, once', async (kind) => {
      const { url, id } = await desk.connect(kind);
      const [name, type] = HEARD[kind];
      const request = recordedRequest(kind, name);
      const source = `/connectors/${kind}/${id}`;
      const [first, again] = [await desk.send(url, kind, request), await desk.send(url, kind, request)];
      expect([first.status, first.body]).toEqual([202, { accepted: 1 }]);
      expect([again.status, again.body]).toEqual([202, { accepted: 1 }]);
      const own = () => desk.heard(type).filter((event) => event.source === source);
      await waitUntil(async () => own().length > 0 || undefined, {
        what: `${type} of ${kind}`,
        timeoutMs: 60_000,
      });
      // What comes behind it has come: so would a second delivery.
      const last = recordedRequest('freescout', 'deleted');
      const { url: other, id: otherId } = await desk.connect('freescout', { name: `behind ${kind}` });
      await desk.send(other, 'freescout', last);
      const isThere = () => desk.heard('ticket.trashed').some((event) => event.source.endsWith(otherId));
      await waitUntil(async () => isThere() || undefined, { what: 'what comes behind', timeoutMs: 60_000 });
      expect(new Set(own().map(({ delivery }) => delivery)).size).toBe(1);
    });

    it('GitHub: also when openssl signs, and when the body is a form', async () => {
      const { url } = await desk.connect('github');
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
      const github = await desk.connect('github');
      const ping = await desk.send(github.url, 'github', recordedRequest('github', 'ping-none-0'));
      expect([ping.status, ping.body]).toEqual([
        200,
        { accepted: 0, ignored: expect.stringContaining('GitHub asks') },
      ]);
      const { url } = await desk.connect('zammad', { status: 'inactive' });
      const inactive = await desk.send(url, 'zammad', recordedRequest('zammad', 'ticket-created'));
      expect([inactive.status, inactive.body.ignored]).toEqual([200, 'the connector is inactive']);
    });

    it.each([
      ['UTF-8', Buffer.from('Deskhook: gelöst ✓')],
      ['Latin-1', Buffer.from('Deskhook: gelöst !', 'latin1')],
    ])('Zammad: know its triggers by names in %s', async (_what, name) => {
      const triggers = { 'Deskhook: gelöst ✓': 'custom.solved', 'Deskhook: gelöst !': 'custom.solved' };
      const { url, id } = await desk.connect('zammad', { options: { triggers } });
      const { headers, body } = recordedRequest('zammad', 'closed');
      // Every character of it is one byte on the wire.
      const raw = { ...headers, 'x-zammad-trigger': name.toString('latin1') };
      expect((await desk.send(url, 'zammad', { headers: raw, body })).body).toEqual({ accepted: 1 });
      const isHeard = () => desk.heard('custom.solved').some((event) => event.source.endsWith(id));
      await waitUntil(async () => isHeard() || undefined, { what: 'the trigger', timeoutMs: 60_000 });
    });

    it('keep what they do not understand, and an event can take its place', async () => {
      const { url } = await desk.connect('zendesk');
      const request = { headers: {}, body: Buffer.from('{"ticket_id":"7"}') };
      const { status, body } = await desk.send(url, 'zendesk', request);
      expect([status, body]).toEqual([202, { accepted: 0, deadLetter: expect.any(String) }]);
      expect((await desk.send(url, 'zendesk', request)).body.deadLetter).toBe(body.deadLetter);
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
      expect(
        (await world.call('POST', `${letter}/replay`, { key: desk.editor, json: { event } })).status,
      ).toBe(202);
      await waitUntil(async () => desk.heard('ticket.answered').length > 0 || undefined, {
        what: 'the mended event',
        timeoutMs: 60_000,
      });
    });

    it('keep what the same body was sent for, and whatever it is nested in', async () => {
      const { url } = await desk.connect('freescout');
      const deep = `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
      const sent = async (event: string, body: string) => {
        const request = { headers: { 'x-freescout-event': event }, body: Buffer.from(body) };
        const answer = await desk.send(url, 'freescout', request);
        expect([answer.status, answer.body.accepted]).toEqual([202, 0]);
        return String(answer.body.deadLetter);
      };
      const ids = [
        await sent('convo.status', '{"none":1}'),
        await sent('convo.created', '{"none":1}'),
        await sent('convo.created', deep),
      ];
      expect(new Set(ids).size).toBe(ids.length);
      const kept = await world.soon(`${tenant}/dead-letters/${ids[0]}`, (answer) => answer.status === 200);
      expect(kept.body.detail).toContain('x-freescout-event convo.status: "id"');
    });

    it('refuse a body that is too large', async () => {
      const { url } = await desk.connect('freescout');
      const body = Buffer.from(JSON.stringify({ id: 1, filler: 'x'.repeat(3 * 1024 * 1024) }));
      expect((await desk.send(url, 'freescout', { headers: {}, body })).status).toBe(413);
    });
  });

  describe('take nothing else', () => {
    it('answer a wrong signature and a connector that does not exist alike', async () => {
      const { url, id } = await desk.connect('github');
      const withoutSecret = (await desk.create({ kind: 'freescout' })).body;
      const request = recordedRequest('github', 'issues-opened-15');
      const answers = [
        await desk.send(url, 'github', request, 'another secret of somebody'),
        await desk.send(`${path}/con_none/inbound`, 'github', request),
        await desk.send(`/v1/tenants/nobody/connectors/${id}/inbound`, 'github', request),
        await desk.send(withoutSecret.url, 'freescout', recordedRequest('freescout', 'created'), ''),
        await world.call('POST', url, { key: null, body: request.body, headers: request.headers }),
        await world.call('POST', url, { body: request.body, headers: request.headers }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers[0]?.body).toMatchObject({
        type: 'urn:deskhook:problem:wrong-signature',
        title: 'The signature does not fit',
        detail: expect.stringContaining('no proxy changes the body'),
      });
      expect(new Set(answers.map(({ headers }) => headers.get('www-authenticate')))).toEqual(
        new Set(['Signature']),
      );
    });

    it('take no other secret after a change, and nothing once they are deleted', async () => {
      const { url, id } = await desk.connect('github');
      const request = recordedRequest('github', 'ping-none-0');
      const next = 'the next secret of it';
      await world.call('PATCH', `${path}/${id}`, { key: desk.editor, json: { secret: next } });
      expect((await desk.send(url, 'github', request)).status).toBe(401);
      expect((await desk.send(url, 'github', request, next)).status).toBe(200);
      await world.call('DELETE', `${path}/${id}`, { key: desk.editor });
      expect((await desk.send(url, 'github', request, next)).status).toBe(401);
    });

    it('take the secret before for as long as a change says', async () => {
      const { url, id } = await desk.connect('zammad');
      const request = recordedRequest('zammad', 'automatic-answer');
      const change = (json: object) => world.call('PATCH', `${path}/${id}`, { key: desk.editor, json });
      const taken = (...secrets: readonly string[]) =>
        Promise.all(secrets.map(async (one) => (await desk.send(url, 'zammad', request, one)).status));
      const [second, third] = ['the second secret of it', 'the third secret of it'];
      const changed = await change({ secret: second, overlapSeconds: 3_600 });
      expect(changed.body).toMatchObject({ secret: second, etag: 'v2' });
      expect(await taken(SECRET, second)).toEqual([200, 200]);
      await change({ secret: third });
      expect(await taken(SECRET, second, third)).toEqual([401, 401, 200]);
      const refused = await change({ overlapSeconds: 60 });
      expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/overlapSeconds' }]]);
    });

    it('make guessing slow, and go on taking what is signed', async () => {
      const { url } = await desk.connect('github');
      const request = recordedRequest('github', 'ping-none-0');
      const statuses: number[] = [];
      for (let guess = 0; guess < 30; guess++)
        statuses.push((await desk.send(url, 'github', request, `guess number ${guess}`)).status);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
      const limited = await desk.send(url, 'github', request, 'one more guess of it');
      expect(limited.body.detail).toContain('whose signature does not fit');
      expect((await desk.send(url, 'github', request)).status).toBe(200);
    });
  });

  it('leave nothing unexplained in the ledger', async () => {
    const settled = await world.soon(
      `${tenant}/ledger`,
      ({ body }) =>
        // Books that were not looked into yet wait for nothing either.
        body.accepted > CONNECTOR_KINDS.length &&
        body.waiting === 0 &&
        body.pending === 0 &&
        body.unexplained === 0,
    );
    expect(settled.body).toMatchObject({ waiting: 0, pending: 0, unexplained: 0 });
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
});
