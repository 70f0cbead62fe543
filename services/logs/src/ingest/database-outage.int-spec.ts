import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { STREAMS } from '@deskhook/contracts';
import { askHealth } from '@deskhook/messaging';
import { startPostgres, type Postgres } from '../../../../test/support/postgres.js';
import { waitUntil } from '../../../../test/support/processes.js';
import { aDelivery, anEvent, aReport, bytes, TENANT } from '../../../../test/support/logs/fixture.js';
import { startLogsService, type LogsUnderTest } from '../../../../test/support/logs/service.js';

const TIMEOUT_MS = 120_000;
const COUNT = 3_000;
/** Longer than a handler with a bug is tried for: what waits for its database must not be given up. */
const OUTAGE_MS = 5_000;

let postgres: Postgres;
let logs: LogsUnderTest;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.kill9();
  logs = await startLogsService(postgres.url);
}, TIMEOUT_MS);
afterAll(async () => {
  await logs.stop();
  await postgres.stop();
}, TIMEOUT_MS);

const readySchema = z.object({ ready: z.literal(true) });
const ready = () => askHealth(logs.broker, 'logs', 5_000);
const find = (index: number) =>
  logs.rpc.call('logs.deliveries.get', { tenant: TENANT, id: `dlv_${index}` }).catch(() => undefined);

/** A database that was killed may refuse once more. */
const answered = <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> =>
  waitUntil(ask, { what, timeoutMs: TIMEOUT_MS });

async function publish(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    const [id, deliveryId] = [`event-${index}`, `dlv_${index}`];
    await Promise.all([
      logs.publishEvent(anEvent({ id })),
      logs.announce(aDelivery({ id: deliveryId, eventId: id }), bytes(anEvent({ id }))),
      logs.report(aReport({ deliveryId, eventId: id })),
    ]);
  }
}

it(
  'starts without its database, loses nothing over its crashes, and says how it fares',
  async () => {
    expect(await ready()).toMatchObject({ ready: false, dependencies: { postgres: { status: 'down' } } });
    await publish(0, 100);
    await expect(
      logs.rpc.call('logs.deliveries.list', { tenant: TENANT, query: { limit: 1 } }),
    ).rejects.toMatchObject({ failure: { kind: 'unavailable' } });
    await delay(OUTAGE_MS);
    await postgres.restart();
    await waitUntil(() => find(99), { what: 'the delivery from before the start', timeoutMs: TIMEOUT_MS });

    const publishing = publish(100, COUNT);
    for (const mark of [COUNT / 3, COUNT / 2]) {
      await waitUntil(() => find(mark), { what: `delivery ${mark}`, timeoutMs: TIMEOUT_MS });
      await postgres.kill9();
      await postgres.restart();
    }
    await publishing;
    await waitUntil(async () => ((await isSettled()) ? true : undefined), {
      what: 'every message settled',
      timeoutMs: TIMEOUT_MS,
    });
    const statuses = [];
    for (let index = 0; index < COUNT; index++)
      statuses.push(await answered(`delivery ${index}`, () => find(index)));
    expect(statuses.filter((delivery) => delivery?.status !== 'delivered')).toEqual([]);
    expect(statuses.filter((delivery) => delivery?.attempts.length !== 1)).toEqual([]);
    const listed = { tenant: TENANT, query: { limit: 9 } };
    const dead = await answered('dead letters', () =>
      logs.rpc.call('logs.dead-letters.list', listed).catch(() => undefined),
    );
    expect(dead.items).toEqual([]);
    await waitUntil(async () => (readySchema.safeParse(await ready()).success ? true : undefined), {
      what: 'the log to be ready',
      timeoutMs: TIMEOUT_MS,
    });
  },
  2 * TIMEOUT_MS,
);

/** True when no consumer of the log has anything left to do. */
async function isSettled(): Promise<boolean> {
  for (const [stream, durable] of [
    [STREAMS.events, 'logs-events'],
    [STREAMS.deliveries, 'logs-deliveries'],
    [STREAMS.attempts, 'logs-attempts'],
  ] as const) {
    const info = await logs.broker.jsm.consumers.info(stream, durable);
    if (info.num_pending + info.num_ack_pending > 0) return false;
  }
  return true;
}
