import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BUCKETS, configKeys, CONSUMERS, STREAMS, subjects } from '@deskhook/contracts';
import { Kvm, type KV } from '@nats-io/kv';
import { anEvent } from '../../../../test/support/logs/fixture.js';
import { startLogsService, type LogsUnderTest } from '../../../../test/support/logs/service.js';
import { createDatabase, type Database } from '../../../../test/support/postgres.js';
import { waitUntil } from '../../../../test/support/processes.js';

const MINUTE_MS = 60_000;

let database: Database;
let logs: LogsUnderTest;
let config: KV;
beforeAll(async () => {
  database = await createDatabase();
  logs = await startLogsService(database.url);
  config = await new Kvm(logs.broker.js).open(BUCKETS.config);
}, 120_000);
afterAll(async () => {
  await logs.stop();
  await database.drop();
});

const eventsOf = async (tenant: string) =>
  (await logs.rpc.call('logs.events.list', { tenant, query: { limit: 9 } })).items.map(({ id }) => id);
const soon = async (tenant: string, ids: readonly string[]) =>
  waitUntil(async () => String(await eventsOf(tenant).catch(() => null)) === String(ids) || undefined, {
    what: `${tenant} having ${ids.length} events`,
    timeoutMs: 60_000,
  });

async function publish(tenant: string, id: string): Promise<void> {
  await logs.publisher.publish({
    subject: subjects.event(tenant, 'ticket.created'),
    payload: JSON.stringify(anEvent({ id })),
  });
}

/** A tenant whose record has a clock that is ahead of the broker's. */
async function make(id: string, aheadMs = 0): Promise<void> {
  await config.put(configKeys.tenant(id), JSON.stringify({ id, createdAt: Date.now() + aheadMs }));
}

it('erases nothing of a new tenant whose clock is ahead of the brokers, and what is older', async () => {
  for (const tenant of ['fresh', 'reused']) await publish(tenant, `of-${tenant}`);
  for (const tenant of ['fresh', 'reused']) await soon(tenant, [`of-${tenant}`]);
  await make('fresh', 30 * MINUTE_MS);
  // Looked for after the other: as if the one of that name had been there two hours ago.
  await make('reused', 120 * MINUTE_MS);
  await soon('reused', []);
  expect(await eventsOf('fresh')).toEqual(['of-fresh']);
});

it('erases everything up to the mark of a deletion, and nothing of who has the name then', async () => {
  for (const tenant of ['again', 'marker']) {
    await make(tenant);
    await publish(tenant, 'of-former');
    await soon(tenant, ['of-former']);
  }
  await config.delete(configKeys.tenant('again'));
  await soon('again', []);
  await make('again', 30 * MINUTE_MS);
  await publish('again', 'of-new');
  await soon('again', ['of-new']);
  // Looked for after the other.
  await config.delete(configKeys.tenant('marker'));
  await soon('marker', []);
  expect(await eventsOf('again')).toEqual(['of-new']);
});

it('erases what was of a tenant that was made anew before the mark of its deletion was read', async () => {
  await make('hasty');
  await publish('hasty', 'of-former');
  await soon('hasty', ['of-former']);
  // The mark is overwritten: to a reader that is late, the bucket tells of the new tenant alone.
  await make('hasty', 30 * MINUTE_MS);
  await soon('hasty', []);
  await publish('hasty', 'of-new');
  await soon('hasty', ['of-new']);
});

it('erases nothing of a tenant that says only later when it was made', async () => {
  await config.put(configKeys.tenant('old'), JSON.stringify({ id: 'old' }));
  await make('other-old');
  for (const tenant of ['old', 'other-old']) await publish(tenant, `of-${tenant}`);
  for (const tenant of ['old', 'other-old']) await soon(tenant, [`of-${tenant}`]);
  await make('old');
  // Looked for after the other.
  await config.delete(configKeys.tenant('other-old'));
  await soon('other-old', []);
  expect(await eventsOf('old')).toEqual(['of-old']);
});

it.each([
  { tenant: 'before-anything', read: [] },
  { tenant: 'after-something', read: ['of-former-read'] },
])('erases what the log has read only after a deletion: $tenant', async ({ tenant, read }) => {
  const { consumers } = logs.broker.jsm;
  const marker = `marker-${tenant}`;
  for (const one of [tenant, marker]) await make(one);
  for (const id of read) await publish(tenant, id);
  await publish(marker, 'of-marker');
  await soon(tenant, read);
  await soon(marker, ['of-marker']);
  await consumers.pause(STREAMS.events, CONSUMERS.logsEvents, new Date(Date.now() + 3_600_000));
  await publish(tenant, 'of-former');
  // Marks are read in their order, so that the first has been, too, when the second one has.
  for (const one of [tenant, marker]) await config.delete(configKeys.tenant(one));
  await soon(marker, []);
  await make(tenant);
  await publish(tenant, 'of-new');
  await consumers.resume(STREAMS.events, CONSUMERS.logsEvents);
  await soon(tenant, ['of-new']);
});
