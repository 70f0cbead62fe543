import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { AttemptReport, OverviewQuery } from '@deskhook/contracts';
import {
  aDeadLetter,
  aDelivery,
  anEvent,
  aReport,
  BEGIN,
  bytes,
  deadLetterMessage,
  deliveryMessage,
  eventMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { LedgerIntakeRepository } from '../ledger/ledger-intake.repository.js';
import { StatsRepository } from '../query/stats.repository.js';
import { FailingEndpointsRepository } from './failing-endpoints.repository.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';

const MINUTE = 60_000;
const NOW = BEGIN + 60 * MINUTE;
const ONE = 'https://one.example/hook';

let log: Log;
let overview: OverviewService;
beforeAll(async () => {
  log = await startLog();
  const { database } = log;
  overview = new OverviewService(
    new OverviewRepository(database),
    new FailingEndpointsRepository(database),
    new StatsRepository(database),
  );
});
afterAll(() => log.stop());
beforeEach(async () => {
  await log.clear();
  await log.database.query('TRUNCATE logs.ledger_figures, logs.ledger_changes, logs.ledger_totals', []);
});

const iso = (time: number) => new Date(time).toISOString();
const keep = (...reports: readonly Partial<AttemptReport>[]) =>
  log.attempts.keep(reports.map((report) => reportMessage(aReport(report))));
const failed = (code: number): Partial<AttemptReport> => ({
  status: 'retrying',
  response: { code, headers: {}, body: '', truncated: false },
});
async function ask(query: OverviewQuery = {}) {
  await new LedgerIntakeRepository(log.database).settle();
  return overview.of(TENANT, query, NOW);
}

it('counts deliveries by the acceptance of their event and by what became of them', async () => {
  await keep(
    { deliveryId: 'a', acceptedAt: BEGIN },
    { deliveryId: 'b', acceptedAt: BEGIN, status: 'dead' },
    { deliveryId: 'c', acceptedAt: BEGIN + 4 * MINUTE, status: 'cancelled' },
    { deliveryId: 'd', acceptedAt: BEGIN + 6 * MINUTE, status: 'retrying', nextAttemptAt: NOW },
    { deliveryId: 'test', acceptedAt: BEGIN, test: true },
    { deliveryId: 'before', acceptedAt: BEGIN - 6 * MINUTE },
    { deliveryId: 'other', acceptedAt: BEGIN, tenant: 'other' },
  );
  const answer = await ask({ from: iso(BEGIN + MINUTE), to: iso(BEGIN + 12 * MINUTE) });
  const none = { delivered: 0, dead: 0, cancelled: 0, open: 0 };
  expect(answer).toMatchObject({
    from: iso(BEGIN),
    to: iso(BEGIN + 15 * MINUTE),
    bucketSeconds: 300,
    buckets: [
      { at: iso(BEGIN), delivered: 1, dead: 1, cancelled: 1, open: 0 },
      { at: iso(BEGIN + 5 * MINUTE), ...none, open: 1 },
      { at: iso(BEGIN + 10 * MINUTE), ...none },
    ],
    deliveries: { made: 4, delivered: 1, dead: 1, cancelled: 1, open: 1 },
  });
  expect(answer.attempts).toMatchObject({ count: 7 - 1, successes: 3, failures: 3 });
});

it('chooses the length of the buckets', async () => {
  const HOUR = 60 * MINUTE;
  const shapeOf = async (hours: number) => {
    const { bucketSeconds, buckets } = await ask({ from: iso(NOW - hours * HOUR - 1), to: iso(NOW - 1) });
    return [bucketSeconds, buckets.length];
  };
  expect([await shapeOf(1), await shapeOf(6), await shapeOf(7)]).toEqual([
    [300, 13],
    [300, 73],
    [3_600, 8],
  ]);
  expect([await shapeOf(72), await shapeOf(73), await shapeOf(31 * 24)]).toEqual([
    [3_600, 73],
    [86_400, 4],
    [86_400, 32],
  ]);
  await expect(shapeOf(31 * 24 + 1)).rejects.toThrow('/query/from');
});

it('names the delivery that has been open for the longest time, tests and other tenants aside', async () => {
  expect((await ask()).oldestOpen).toBeNull();
  const announced = (id: string, acceptedAt: number, tenant = TENANT) =>
    deliveryMessage(aDelivery({ id, acceptedAt, tenant }));
  const day = 24 * 60 * MINUTE;
  await log.deliveries.keep([announced('young', NOW), announced('other', BEGIN - 9 * day, 'other')]);
  await keep({ deliveryId: 'test', acceptedAt: BEGIN - 9 * day, test: true, status: 'retrying' });
  await keep({ deliveryId: 'done', acceptedAt: BEGIN - 9 * day });
  expect((await ask()).oldestOpen).toMatchObject({
    deliveryId: 'young',
    status: 'pending',
    nextAttemptAt: null,
  });
  const nextAttemptAt = NOW + MINUTE;
  await keep({ deliveryId: 'old', acceptedAt: BEGIN - 5 * day, status: 'retrying', nextAttemptAt });
  expect((await ask()).oldestOpen).toEqual({
    deliveryId: 'old',
    subscriptionId: 'sub_one',
    url: 'https://example.com/hook',
    type: 'ticket.created',
    status: 'retrying',
    createdAt: iso(BEGIN - 5 * day),
    nextAttemptAt: iso(nextAttemptAt),
  });
});

it('names the endpoints that fail, with what was the matter last', async () => {
  await keep(
    { deliveryId: 'a', url: ONE, at: BEGIN, ...failed(500), durationMs: 100 },
    { deliveryId: 'a', url: ONE, at: BEGIN + 9 * MINUTE, number: 2, status: 'dead', error: 'ECONNREFUSED' },
    { deliveryId: 'b', url: ONE, type: 'reply.created', at: BEGIN + 10 * MINUTE, durationMs: 300 },
    { deliveryId: 'c', subscriptionId: 'sub_two', at: BEGIN, ...failed(503) },
    { deliveryId: 'd', subscriptionId: 'sub_well', at: BEGIN },
    { deliveryId: 'e', subscriptionId: 'sub_old', at: BEGIN - 40 * 60 * MINUTE, ...failed(500) },
  );
  // Told later, of an earlier one.
  await keep({ deliveryId: 'f', url: ONE, at: BEGIN + 8 * MINUTE, ...failed(502) });
  const { worstEndpoints } = await ask();
  expect(worstEndpoints).toEqual([
    {
      subscriptionId: 'sub_one',
      url: ONE,
      count: 4,
      failures: 3,
      p95Ms: expect.any(Number),
      lastAt: iso(BEGIN + 10 * MINUTE),
      lastError: 'ECONNREFUSED',
    },
    expect.objectContaining({
      subscriptionId: 'sub_two',
      failures: 1,
      lastError: 'the endpoint answered 503',
    }),
  ]);
  const early = await ask({ from: iso(BEGIN), to: iso(BEGIN + 5 * MINUTE) });
  expect(early.worstEndpoints[0]).toMatchObject({ count: 1, lastError: 'the endpoint answered 500' });
});

it('names ten endpoints, those with the most failures', async () => {
  const reports = Array.from({ length: 12 }, (_, nth) =>
    Array.from({ length: nth + 1 }, (_attempt, index) => ({
      deliveryId: `d${nth}`,
      url: `https://x.example/${nth}`,
      at: BEGIN,
      number: index + 1,
      ...failed(500),
    })),
  );
  await keep(...reports.flat());
  const { worstEndpoints } = await ask();
  expect(worstEndpoints.map(({ failures }) => failures)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
});

it('counts the SLA events that were accepted, each once', async () => {
  const sla = (id: string, type: string, sequence: number, at = BEGIN) =>
    eventMessage(anEvent({ id, type }), sequence, at);
  await log.events.keep([
    sla('w', 'sla.warning', 1),
    sla('w', 'sla.warning', 2),
    sla('b', 'sla.breached', 3),
    sla('refused', 'sla.breached', 4),
    sla('old', 'sla.breached', 5, NOW - 25 * 60 * MINUTE),
    eventMessage(anEvent({ id: 'else' }), 6, BEGIN),
  ]);
  await log.deadLetters.keep([deadLetterMessage(aDeadLetter({ sequence: 4 }), bytes('x'))]);
  expect((await ask()).sla).toEqual({ warned: 1, breached: 1 });
});

it('is of nothing where there is nothing', async () => {
  const answer = await ask();
  expect(answer).toMatchObject({
    bucketSeconds: 3_600,
    deliveries: { made: 0, delivered: 0, dead: 0, cancelled: 0, open: 0 },
    attempts: { count: 0, successes: 0, failures: 0, averageMs: null, p95Ms: null },
    oldestOpen: null,
    worstEndpoints: [],
    sla: { warned: 0, breached: 0 },
    events: { accepted: 0 },
  });
  expect(answer.buckets).toHaveLength(25);
});
