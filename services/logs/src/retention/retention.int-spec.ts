import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import {
  aDeadLetter,
  aDelivery,
  anEvent,
  aReport,
  deadLetterMessage,
  deliveryMessage,
  eventMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { LogDays } from './log-days.js';
import { dayOf, PARTITIONED_TABLES } from './log-tables.js';
import { PartitionsRepository } from './partitions.repository.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 5, 30);
const DAYS = 30;

let log: Log;
let partitions: PartitionsRepository;
beforeAll(async () => {
  log = await startLog();
  partitions = new PartitionsRepository(log.database);
});
afterAll(() => log.stop());
beforeEach(() => log.clear());

const count = async (table: string) =>
  (await log.database.query(`SELECT count(*)::int AS n FROM logs.${table}`, []))[0]?.['n'];
const existing = async () => new Set((await partitions.existing()).map(({ day }) => day));
const service = () =>
  new RetentionService(
    { days: new LogDays(partitions), partitions, repository: new RetentionRepository(log.database) },
    DAYS,
    pino({ level: 'silent' }),
  );

/** Everything that there is of a delivery of that day. */
async function keepDay(acceptedAt: number, name: string): Promise<void> {
  const id = `dlv_${name}`;
  await log.events.keep([eventMessage(anEvent({ id: `event-${name}` }), acceptedAt, acceptedAt)]);
  await log.deliveries.keep([deliveryMessage(aDelivery({ id, acceptedAt }))]);
  const request = { headers: {}, contentType: 'x', bodyHash: `hash-${name}`, body: 'eA==' };
  const end = { status: 'dead' as const, reason: 'refused', error: `ECONNREFUSED ${name}` };
  await log.attempts.keep([
    reportMessage(aReport({ deliveryId: id, acceptedAt, at: acceptedAt, request, ...end })),
  ]);
  const letter = aDeadLetter({ receivedAt: acceptedAt, stream: 'DELIVERIES' });
  await log.deadLetters.keep([deadLetterMessage(letter, Buffer.from('x'))]);
}

it('forgets the days that are older than the retention time, on several replicas at once', async () => {
  for (const age of [0, 29, 31, 40]) await keepDay(NOW - age * DAY_MS, String(age));
  const dropped = await Promise.all([service().sweep(NOW), service().sweep(NOW)]);
  expect(Math.max(...dropped)).toBe(2 * PARTITIONED_TABLES.length);
  expect(await service().sweep(NOW)).toBe(0);
  const { items } = await log.deliveryLog.list(TENANT, { limit: 9 });
  expect(items.map((item) => item.id)).toEqual(['dlv_0', 'dlv_29']);
  for (const table of ['deliveries', 'attempts', 'events', 'dead_letters'])
    expect(await count(table)).toBe(2);
  expect(await count('bodies')).toBe(4);
  expect(await count('attempt_stats')).toBe(2 * 6);
});

it('makes the partitions of the days to come, with nothing to do beside', async () => {
  const later = NOW + 100 * DAY_MS;
  await service().sweep(later, later);
  const today = dayOf(later);
  expect([...(await existing())].toSorted((a, b) => a - b)).toEqual([today, today + 1, today + 2, today + 3]);
});

it('keeps everything when one clock has jumped ahead', async () => {
  await keepDay(NOW, 'kept');
  expect(await service().sweep(NOW + 1_000 * DAY_MS, NOW)).toBe(0);
  expect(await service().sweep(NOW, NOW + 1_000 * DAY_MS)).toBe(0);
  expect(await count('deliveries')).toBe(1);
});

it('keeps what is late, early, or of a day that was dropped already, until the next sweep', async () => {
  await keepDay(NOW - 50 * DAY_MS, 'before');
  await service().sweep(NOW);
  expect(await count('deliveries')).toBe(0);
  // This replica still takes the partition to be there: another one has dropped it.
  await keepDay(NOW - 50 * DAY_MS, 'late');
  await keepDay(NOW + 20 * DAY_MS, 'early');
  expect(await log.deliveryLog.find(TENANT, 'dlv_late')).toMatchObject({ status: 'dead' });
  await service().sweep(NOW);
  expect(await log.deliveryLog.find(TENANT, 'dlv_late')).toBeNull();
  expect(await log.deliveryLog.find(TENANT, 'dlv_early')).toMatchObject({ status: 'dead' });
});

it('keeps attempts with their delivery over midnight', async () => {
  const acceptedAt = NOW - 1;
  await log.deliveries.keep([deliveryMessage(aDelivery({ acceptedAt }))]);
  const after = { acceptedAt, at: NOW + 5, status: 'retrying' as const, reason: 'x' };
  await log.attempts.keep([reportMessage(aReport(after))]);
  await log.attempts.keep([reportMessage(aReport({ acceptedAt, number: 2, at: NOW + 2 * DAY_MS }))]);
  expect(await log.deliveryLog.find(TENANT, 'dlv_one')).toMatchObject({
    status: 'delivered',
    attemptCount: 2,
  });
  expect(await log.deliveryLog.attempts(TENANT, 'dlv_one')).toHaveLength(2);
});

it('is written to by many replicas while days are made and dropped', async () => {
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; n < 12; n++) {
      const acceptedAt = NOW + ((n * 7 + writer * 3) % 10) * DAY_MS;
      await keepDay(acceptedAt, `${writer}-${n}`);
    }
  });
  const sweeps = async () => {
    for (let n = 0; n < 10; n++) await service().sweep(NOW + n * 1_000);
  };
  await Promise.all([...writers, sweeps()]);
  expect(await count('deliveries')).toBe(48);
  expect(await count('attempts')).toBe(48);
});

it('forgets texts and series that nothing uses any more, and no others', async () => {
  await keepDay(NOW, 'used');
  const texts = await count('texts');
  await log.database.query(
    `UPDATE logs.texts SET used_on = '2026-05-01' WHERE text LIKE 'ECONN%' AND text NOT LIKE '%used'`,
    [],
  );
  await service().sweep(NOW, NOW);
  expect(await count('texts')).toBeLessThan(Number(texts));
  const { items } = await log.deliveryLog.list(TENANT, { limit: 9, error: 'econnrefused used' });
  expect(items).toMatchObject([{ id: 'dlv_used', reason: 'refused', url: 'https://example.com/hook' }]);
});
