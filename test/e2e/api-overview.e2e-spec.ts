import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';

/** From events to the figures of the console; `world.call` holds each answer against the OpenAPI document. */
describe('the overview and the health of subscriptions', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let viewer: string;
  const ids: string[] = [];
  beforeAll(async () => {
    receiver = await startReceiver();
    receiver.answer(({ path }) => ({ code: path.startsWith('/bad') ? 500 : 200 }));
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    viewer = await world.keyFor('acme', 'viewer');
    for (const [path, retrySchedule] of [
      ['good?token=s3cret', ['5m']],
      ['bad?token=s3cret', ['5m', '1h']],
      ['bad/dead', []],
    ]) {
      const json = {
        name: path,
        events: ['ticket.created'],
        urls: [`${receiver.url}/${String(path)}`],
        delivery: { retrySchedule },
      };
      ids.push((await world.call('POST', `${tenant}/subscriptions`, { json })).body.id);
    }
    for (let nth = 0; nth < 3; nth++) await world.call('POST', `${tenant}/events`, { json: anEvent() });
    await world.call('POST', `${tenant}/events`, { json: anEvent({ type: 'sla.breached' }) });
    await world.soon(
      `${tenant}/overview`,
      ({ body }) => body.events.accepted === 4 && body.deliveries.made === 9,
    );
    await world.soon(
      `${tenant}/overview`,
      ({ body }) => body.attempts.count === 9 && body.deliveries.dead === 3,
    );
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  it('tells what became of the deliveries, and that it adds up', async () => {
    const { body } = await world.call('GET', `${tenant}/overview`);
    expect(body.deliveries).toEqual({ made: 9, delivered: 3, dead: 3, cancelled: 0, open: 3 });
    expect(body.attempts).toMatchObject({ count: 9, successes: 3, failures: 6, p95Ms: expect.any(Number) });
    expect(body.sla).toEqual({ warned: 0, breached: 1 });
    expect([body.bucketSeconds, body.buckets.length]).toEqual([3_600, 25]);
    for (const outcome of ['delivered', 'dead', 'cancelled', 'open']) {
      const counts: number[] = body.buckets.map((bucket: Record<string, number>) => bucket[outcome]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(body.deliveries[outcome]);
    }
    const ledger = (await world.call('GET', `${tenant}/ledger`)).body;
    expect([ledger.deliveries, ledger.delivered, ledger.dead, ledger.pending]).toEqual([9, 3, 3, 3]);
  });

  it('names what waits the longest and the endpoints that fail', async () => {
    const { body } = await world.call('GET', `${tenant}/overview`);
    const waiting = (await world.call('GET', `${tenant}/deliveries?status=retrying`)).body.items;
    expect(body.oldestOpen).toMatchObject({
      deliveryId: waiting.at(-1).id,
      subscriptionId: ids[1],
      status: 'retrying',
      nextAttemptAt: waiting.at(-1).nextAttemptAt,
    });
    expect(body.worstEndpoints).toHaveLength(2);
    for (const endpoint of body.worstEndpoints)
      expect(endpoint).toMatchObject({ count: 3, failures: 3, lastError: 'the endpoint answered 500' });
  });

  it('hides the queries of URLs from viewers', async () => {
    const path = `${tenant}/overview`;
    const { status, text } = await world.call('GET', path, { key: viewer });
    expect([status, text.includes('s3cret'), text.includes('token=[hidden]')]).toEqual([200, false, true]);
    expect((await world.call('GET', path)).text).toContain('s3cret');
  });

  it('shows the course of many subscriptions with one request', async () => {
    const asked = [ids[2], 'sub_none', ids[0], ids[2]].join(',');
    const { body } = await world.call('GET', `${tenant}/stats/subscriptions?subscription=${asked}`, {
      key: viewer,
    });
    expect(body.bucketSeconds).toBe(3_600);
    const figures = body.items.map((item: Record<string, unknown>) => [
      item['subscriptionId'],
      item['successes'],
      item['failures'],
      item['lastAt'] === null,
    ]);
    expect(figures).toEqual([
      [ids[2], 0, 3, false],
      ['sub_none', 0, 0, true],
      [ids[0], 3, 0, false],
    ]);
    const [dead] = body.items;
    const failures: number[] = dead.buckets.map((bucket: { failures: number }) => bucket.failures);
    expect([failures.length, failures.reduce((sum, count) => sum + count, 0)]).toEqual([25, 3]);
  });

  it.each([
    ['overview?from=2026-01-01&to=2026-03-01', '/query/from'],
    ['overview?from=yesterday', '/query/from'],
    ['stats/subscriptions', '/query/subscription'],
    ['stats/subscriptions?subscription=,', '/query/subscription'],
    [`stats/subscriptions?subscription=${numbered(101)}`, '/query/subscription'],
    [`stats/subscriptions?subscription=${numbered(100)}&bucket=5m`, '/query/bucket'],
    ['stats/subscriptions?subscription=a&bucket=2h', '/query/bucket'],
  ])('refuses %s', async (path, pointer) => {
    const { status, body } = await world.call('GET', `${tenant}/${path}`);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });
});

function numbered(count: number): string {
  return Array.from({ length: count }, (_, nth) => `s${nth}`).join(',');
}
