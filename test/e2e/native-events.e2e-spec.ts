import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SubscriptionRecord } from '@deskhook/contracts';
import {
  loopbackCertificate,
  tlsMaterialSchema,
  type TlsMaterial,
} from '../../tools/local-stack/loopback-certificate.js';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const delivery = {
  timeoutMs: 10_000,
  connectTimeoutMs: 1_000,
  maxRedirects: 0,
  retryScheduleMs: [300],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none' as const,
  traceparent: true,
};

describe('native events of the dialects', () => {
  let folder: string;
  let tls: TlsMaterial;
  let path: HotPath;
  let receiver: Receiver;
  let made = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhook-tls-'));
    const { authorityFile, materialFile } = await loopbackCertificate(folder, Date.now());
    tls = tlsMaterialSchema.parse(JSON.parse(await readFile(materialFile, 'utf8')));
    path = await startHotPath({ DESKHOOK_EGRESS_CA_FILE: authorityFile });
  });
  afterAll(async () => {
    await path.close();
    await rm(folder, { recursive: true });
  });
  afterEach(() => receiver.close());
  beforeEach(async () => {
    receiver = await startReceiver(() => ({ code: 204 }), tls);
  });

  /** A tenant of its own with one subscription, so that no other test's events reach it. */
  async function subscribe(
    dialect: SubscriptionRecord['dialect'],
    overrides: Partial<SubscriptionRecord> = {},
  ) {
    const tenant = `tenant-${++made}`;
    await path.putTenant(tenant, { name: 'Acme', siteUrl: 'https://helpdesk.example/' });
    const secrets = [path.sealed('test_secret', 'sub_1', tenant)];
    const record = { id: 'sub_1', tenant, dialect, urls: [`${receiver.url}/hook`], delivery, secrets };
    const put = (changes: Partial<SubscriptionRecord>) =>
      path.putSubscription({ ...record, ...overrides, ...changes });
    await put({});
    const publish = (type: string, data: object, extensions: object = {}) =>
      path.publish(anEvent({ type, data: { ...data }, ...extensions }), tenant);
    return { tenant, put, publish };
  }

  const bodies = () => receiver.requests.map(({ body }) => JSON.parse(body.toString('utf8')));

  const reports = (tenant: string, count: number) =>
    attemptReports(path.broker, { tenant, subscription: 'sub_1', count });

  const closed = {
    ticket: { id: 7, subject: 'Done', status: { id: 9, slug: 'closed', name: 'Closed', base: 'closed' } },
    changes: [{ field: 'status', old: 'open', new: 'closed' }],
  };

  test('events of one state change make one delivery for each native event', async () => {
    const candy = await subscribe('supportcandy');
    const one = { correlationid: 'change-1' };
    await candy.publish('ticket.status_changed', closed, one);
    await candy.publish('ticket.closed', closed, one);
    const agents = [{ id: 3, name: 'Ana', is_agent: true }];
    const assignment = { kind: 'agent', assignee: agents[0] };
    const assigned = { ticket: { ...closed.ticket, agents }, assignment };
    const two = { correlationid: 'change-2' };
    await candy.publish('ticket.assigned', assigned, two);
    await candy.publish('ticket.assignees_changed', assigned, two);
    await candy.publish('ticket.created', closed);
    const fired = ['create-ticket', 'change-ticket-status', 'change-assignee', 'close-ticket'];
    expect(new Set((await reports(candy.tenant, 4)).map(({ trigger }) => trigger))).toEqual(new Set(fired));
    expect(new Set(bodies().map(({ event }) => event))).toEqual(new Set(fired));
    expect(receiver.requests).toHaveLength(fired.length);
  });

  test('a Movidesk trigger fires once for a state change, and again for the next', async () => {
    const movidesk = await subscribe('movidesk');
    for (const correlationid of ['change-1', 'change-2']) {
      await movidesk.publish('ticket.status_changed', closed, { correlationid });
      await movidesk.publish('ticket.closed', closed, { correlationid });
    }
    await movidesk.publish('reply.created', {
      ...closed,
      message: { id: 5, text: 'Bye', author: { id: 3 } },
    });
    await reports(movidesk.tenant, 3);
    expect(bodies().map(({ Id, Actions }) => [Id, Actions.length])).toEqual([
      [7, 1],
      [7, 1],
      [7, 1],
    ]);
  });

  test('keys that are no integers get the same integer in every body', async () => {
    const bee = await subscribe('supportbee');
    const ticket = { id: '0d2b-uuid', subject: 'Keys', requester: { id: 'user-a', email: 'a@example.com' } };
    await bee.publish('ticket.created', { ticket });
    await bee.publish('ticket.archived', { ticket });
    await reports(bee.tenant, 2);
    const tickets = bodies().map(({ payload }) => [payload.ticket.id, payload.ticket.requester.id]);
    expect(tickets).toEqual([
      [1_000_000_001, 1_000_000_001],
      [1_000_000_001, 1_000_000_001],
    ]);
  });

  test('views of an article are throttled for each article', async () => {
    const shahi = await subscribe('shahiassist');
    for (const id of [1, 1, 2, 1, 2])
      await shahi.publish('article.viewed', { article: { id, title: 'How to' } });
    await shahi.publish('article.published', { article: { id: 1, title: 'How to' } });
    await reports(shahi.tenant, 3);
    expect(
      bodies()
        .map(({ event, data }) => `${event} ${data.article_id}`)
        .sort(),
    ).toEqual(['article.published 1', 'article.viewed 1', 'article.viewed 2']);
  });

  test('every attempt sends the same bytes', async () => {
    receiver.answer((_request, nth) => ({ code: nth === 1 ? 500 : 200 }));
    const shahi = await subscribe('shahiassist');
    await shahi.publish('ticket.created', closed);
    expect((await reports(shahi.tenant, 2)).map(({ status }) => status)).toEqual(['retrying', 'delivered']);
    const [first, second] = receiver.requests;
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['x-shahi-assist-delivery']).toBe(first?.headers['x-shahi-assist-delivery']);
  });

  test('a retry carries the signature of the first attempt, also when the secret has changed', async () => {
    receiver.answer((_request, nth) => ({ code: nth === 1 ? 500 : 200 }));
    const shahi = await subscribe('shahiassist');
    await shahi.publish('ticket.created', closed);
    await reports(shahi.tenant, 1);
    await shahi.put({ secrets: [path.sealed('another_secret', 'sub_1', shahi.tenant)] });
    await reports(shahi.tenant, 2);
    const [first, second] = receiver.requests;
    const name = 'x-shahi-assist-signature';
    expect(second?.headers[name]).toBe(first?.headers[name]);
    expect(second?.headers[name]).toBe(
      `sha256=${createHmac('sha256', 'test_secret')
        .update(first?.body ?? '')
        .digest('hex')}`,
    );
  });

  test('a receiver that refuses the signature gets the other form at once, and is remembered', async () => {
    const isJs = (body: Buffer) => !body.includes('\\/');
    receiver.answer(({ body }) => ({ code: isJs(body) ? 200 : 401 }));
    const shahi = await subscribe('shahiassist');
    await shahi.publish('ticket.created', closed);
    const probed = await reports(shahi.tenant, 2);
    expect(probed.map(({ number, status }) => [number, status])).toEqual([
      [1, 'retrying'],
      [2, 'delivered'],
    ]);
    await shahi.publish('ticket.closed', closed);
    await reports(shahi.tenant, 3);
    expect(receiver.requests.map(({ body }) => isJs(body))).toEqual([false, true, true]);
  });

  test('a refusal of both forms is retried as the schedule says', async () => {
    receiver.answer(() => ({ code: 403 }));
    const shahi = await subscribe('shahiassist');
    await shahi.publish('ticket.created', closed);
    const seen = await reports(shahi.tenant, 4);
    expect(seen.map(({ number, status }) => [number, status])).toEqual([
      [1, 'retrying'],
      [2, 'retrying'],
      [3, 'retrying'],
      [4, 'dead'],
    ]);
    const [first, , third] = receiver.requests;
    expect(third?.body).toEqual(first?.body);
  });
});
