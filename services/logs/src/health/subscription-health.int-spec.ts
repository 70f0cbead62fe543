import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AttemptReport, SubscriptionHealthQuery } from '@deskhook/contracts';
import { aReport, BEGIN, reportMessage, TENANT } from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { SubscriptionHealthRepository } from './subscription-health.repository.js';
import { SubscriptionHealthService } from './subscription-health.service.js';

const MINUTE = 60_000;
const NOW = BEGIN + 60 * MINUTE;

let log: Log;
let health: SubscriptionHealthService;
beforeAll(async () => {
  log = await startLog();
  health = new SubscriptionHealthService(new SubscriptionHealthRepository(log.database));
  await keep(
    { deliveryId: 'a', at: BEGIN, durationMs: 100, status: 'retrying' },
    { deliveryId: 'a', at: BEGIN + MINUTE, durationMs: 200, number: 2 },
    {
      deliveryId: 'b',
      type: 'reply.created',
      url: 'https://two.example',
      at: BEGIN + 6 * MINUTE,
      durationMs: 300,
    },
    { deliveryId: 'c', subscriptionId: 'sub_two', at: BEGIN + 7 * MINUTE, status: 'dead' },
    { deliveryId: 'd', subscriptionId: 'sub_other', at: BEGIN },
    { deliveryId: 'e', subscriptionId: 'sub_one', tenant: 'other', at: BEGIN },
  );
});
afterAll(() => log.stop());

const iso = (time: number) => new Date(time).toISOString();
const keep = (...reports: readonly Partial<AttemptReport>[]) =>
  log.attempts.keep(reports.map((report) => reportMessage(aReport(report))));
const ask = (query: SubscriptionHealthQuery) => health.of({ tenant: TENANT, query }, NOW);

it('has an item for each subscription in the order asked for, whatever URLs and events it has', async () => {
  const from = iso(BEGIN - 5 * MINUTE);
  const to = iso(BEGIN + 10 * MINUTE);
  const answer = await ask({ subscription: ['sub_two', 'sub_none', 'sub_one'], from, to });
  expect(answer).toMatchObject({ from, to, bucketSeconds: 300 });
  const ats = [from, iso(BEGIN), iso(BEGIN + 5 * MINUTE)];
  const course = (figures: readonly (readonly [number, number])[]) =>
    figures.map(([successes, failures], nth) => ({ at: ats[nth], successes, failures }));
  expect(answer.items).toEqual([
    expect.objectContaining({
      subscriptionId: 'sub_two',
      count: 1,
      failures: 1,
      lastAt: iso(BEGIN + 7 * MINUTE),
      buckets: course([
        [0, 0],
        [0, 0],
        [0, 1],
      ]),
    }),
    {
      subscriptionId: 'sub_none',
      count: 0,
      successes: 0,
      failures: 0,
      averageMs: null,
      p95Ms: null,
      lastAt: null,
      buckets: course([
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    },
    {
      subscriptionId: 'sub_one',
      count: 3,
      successes: 2,
      failures: 1,
      averageMs: 200,
      p95Ms: expect.closeTo(290, -1.6),
      lastAt: iso(BEGIN + 6 * MINUTE),
      buckets: course([
        [0, 0],
        [1, 1],
        [1, 0],
      ]),
    },
  ]);
});

it('counts by the bucket that is asked for, the last 24 hours by hours', async () => {
  const day = await ask({ subscription: ['sub_one'] });
  expect([day.bucketSeconds, day.items[0]?.buckets.length]).toEqual([3_600, 25]);
  const fine = await ask({ subscription: ['sub_one'], bucket: '5m' });
  const filled = fine.items[0]?.buckets.filter(({ successes, failures }) => successes + failures > 0);
  expect(filled?.map(({ at }) => at)).toEqual([iso(BEGIN), iso(BEGIN + 5 * MINUTE)]);
});

it('refuses more buckets than an answer can hold', async () => {
  const subscription = Array.from({ length: 100 }, (_, nth) => `sub_${nth}`);
  await expect(ask({ subscription, bucket: '5m' })).rejects.toThrow('/query/bucket');
});
