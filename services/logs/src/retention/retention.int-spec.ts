import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import {
  aDelivery,
  anEvent,
  aReport,
  deliveryMessage,
  eventMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 5, 30);

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());

const count = async (table: string) =>
  (await log.database.query(`SELECT count(*)::int AS n FROM logs.${table}`, []))[0]?.['n'];

it('forgets what is older than the retention time, and with several replicas too', async () => {
  const ages = [0, 29, 31, 40];
  for (const [index, age] of ages.entries()) {
    const acceptedAt = NOW - age * DAY_MS;
    const id = `dlv_${age}`;
    await log.events.keep([eventMessage(anEvent({ id: `event-${age}` }), index, acceptedAt)]);
    await log.deliveries.keep([deliveryMessage(aDelivery({ id, acceptedAt }))]);
    const request = { headers: {}, contentType: 'x', bodyHash: `hash-${age}`, body: 'eA==' };
    await log.attempts.keep([
      reportMessage(aReport({ deliveryId: id, acceptedAt, at: acceptedAt, request })),
    ]);
  }
  const service = () =>
    new RetentionService(new RetentionRepository(log.database), 30, pino({ level: 'silent' }));
  await Promise.all([service().sweep(NOW), service().sweep(NOW)]);
  await service().sweep(NOW);
  expect((await log.deliveryLog.list(TENANT, { limit: 9 })).items.map((item) => item.id)).toEqual([
    'dlv_0',
    'dlv_29',
  ]);
  expect(await count('attempts')).toBe(2);
  expect(await count('events')).toBe(2);
  // Two of the younger events, two of their attempts; one more lies within the day that a body's last use is blurred by.
  expect(await count('bodies')).toBeLessThanOrEqual(6);
  expect(await count('bodies')).toBeGreaterThanOrEqual(4);
});
