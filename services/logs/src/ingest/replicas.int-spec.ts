import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AttemptReport } from '@deskhook/contracts';
import { pino } from 'pino';
import {
  aDelivery,
  aReport,
  BEGIN,
  deliveryMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { StatsRepository } from '../query/stats.repository.js';
import { LogDays } from '../retention/log-days.js';
import { PartitionsRepository } from '../retention/partitions.repository.js';
import { AttemptsConsumer } from './attempts.consumer.js';
import { AttemptsRepository } from './attempts.repository.js';
import { BatchKeeper } from './batch-keeper.js';
import { LogTerms } from './log-terms.js';

const REPLICAS = 4;
const DELIVERIES = 120;
const DAY_MS = 86_400_000;

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());

/** Another replica's consumer: it knows nothing of what the first one remembers. */
function replica(): AttemptsConsumer {
  const days = new LogDays(new PartitionsRepository(log.database));
  const repository = new AttemptsRepository(log.database, days, new LogTerms(log.database));
  return new AttemptsConsumer(new BatchKeeper(pino({ level: 'silent' })), repository);
}

/** Of delivery n: one failure and then success, at endpoints and on days that many share. */
function reports(n: number): AttemptReport[] {
  const acceptedAt = BEGIN + (n % 3) * DAY_MS;
  const of = { deliveryId: `dlv_${n}`, acceptedAt, url: `https://example.com/${n % 7}` };
  return [
    aReport({
      ...of,
      at: acceptedAt + n,
      status: 'retrying',
      reason: `refused ${n % 5}`,
      error: 'ECONNREFUSED',
    }),
    aReport({ ...of, at: acceptedAt + 60_000 + n, number: 2 }),
  ];
}

it('replicas that are told the same at once wait for nobody in a circle, and count it once', async () => {
  const told = Array.from({ length: DELIVERIES }, (_, n) => reports(n)).flat();
  const announced = Array.from({ length: DELIVERIES }, (_, n) =>
    deliveryMessage(
      aDelivery({
        id: `dlv_${n}`,
        acceptedAt: BEGIN + (n % 3) * DAY_MS,
        url: `https://example.com/${n % 7}`,
      }),
    ),
  );
  const work = Array.from({ length: REPLICAS }, async (_, number) => {
    const consumer = replica();
    const shifted = [...told.slice(number * 31), ...told.slice(0, number * 31)];
    const order = number % 2 === 0 ? shifted : shifted.toReversed();
    for (let at = 0; at < order.length; at += 40)
      await consumer.keep(order.slice(at, at + 40).map(reportMessage));
  });
  await Promise.all([...work, log.deliveries.keep(announced), log.deliveries.keep(announced.toReversed())]);

  const { items } = await log.deliveryLog.list(TENANT, { limit: 500 });
  expect(items).toHaveLength(DELIVERIES);
  expect(items.every(({ status, attemptCount }) => status === 'delivered' && attemptCount === 2)).toBe(true);
  const window = { from: BEGIN - DAY_MS, to: BEGIN + 4 * DAY_MS, bucketStarts: null };
  const stats = new StatsRepository(log.database);
  const total = await stats.total({ tenant: TENANT, series: null }, window);
  expect(total).toMatchObject({ count: 2 * DELIVERIES, successes: DELIVERIES, failures: DELIVERIES });
  const byUrl = await stats.items({ tenant: TENANT, series: null }, window);
  expect(byUrl.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(2 * DELIVERIES);
  expect(byUrl).toHaveLength(7);
}, 120_000);

it('a text that was told of a delivery finds it, whatever it came to', async () => {
  const find = async (query: object) =>
    (await log.deliveryLog.list(TENANT, { limit: 500, ...query })).items.length;
  expect(await find({ error: 'refused 3' })).toBe(DELIVERIES / 5);
  expect(await find({ error: 'econnrefused', url: 'example.com/3' })).toBe(17);
  expect(await find({ error: 'econnrefused', status: 'delivered' })).toBe(DELIVERIES);
  expect(await find({ error: 'econnrefused', status: 'retrying' })).toBe(0);
  expect(await find({ error: 'econnrefused', ticket: '123', code: 200 })).toBe(DELIVERIES);
});
