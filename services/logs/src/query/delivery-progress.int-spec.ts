import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { AttemptReport } from '@deskhook/contracts';
import {
  aDelivery,
  aReport,
  BEGIN,
  deliveryMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());
beforeEach(() => log.clear());

const retrying = { status: 'retrying', nextAttemptAt: BEGIN + 300_000 } as const;
const keep = (...reports: readonly Partial<AttemptReport>[]) =>
  log.attempts.keep(reports.map((report) => reportMessage(aReport(report))));
async function progress() {
  const delivery = await log.deliveryLog.find(TENANT, 'dlv_one');
  return delivery === null ? undefined : log.deliveryLog.progress(TENANT, delivery);
}

it('is at the beginning while nothing was attempted, also after a replay', async () => {
  await log.deliveries.keep([deliveryMessage(aDelivery())]);
  expect(await progress()).toEqual({ nextNumber: 1, attemptsMade: 0, retry: null });
  await keep({ status: 'dead' });
  expect(await progress()).toBeNull();
  await log.deliveries.keep([deliveryMessage(aDelivery({ number: 2, numberBefore: 1 }))]);
  expect(await progress()).toEqual({ nextNumber: 2, attemptsMade: 0, retry: null });
});

it('is what the last report tells: an attempt that took no place in the schedule does not count', async () => {
  const retry = { kind: 'schedule', position: 1, attempts: 8, delayMs: 300_000 } as const;
  await keep({ ...retrying, retry: { kind: 'at-once' } }, { ...retrying, number: 2, retry });
  expect(await progress()).toEqual({ nextNumber: 3, attemptsMade: 1, retry });
});

it('is counted where an earlier version reported, from the last replay on', async () => {
  await keep({ ...retrying, number: 4 });
  expect(await progress()).toEqual({ nextNumber: 5, attemptsMade: 4, retry: null });
  await log.deliveries.keep([deliveryMessage(aDelivery({ number: 4, numberBefore: 3 }))]);
  expect(await progress()).toEqual({ nextNumber: 5, attemptsMade: 1, retry: null });
});

it('is none of what has ended', async () => {
  await keep({ ...retrying, number: 1 }, { number: 2 });
  expect(await progress()).toBeNull();
});
