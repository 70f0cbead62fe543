import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { anEvent, BEGIN, eventMessage } from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { waitUntil } from '../../../../test/support/processes.js';
import { PartitionsRepository } from '../retention/partitions.repository.js';
import { Overview1764800000000 } from './1764800000000-overview.js';

const DAY_MS = 86_400_000;
const migration = new Overview1764800000000();

let log: Log;
beforeEach(async () => {
  log = await startLog();
  for (const day of [0, 1, 2]) await keepEvent(day);
  await withRunner((runner) => migration.down(runner));
});
afterEach(() => log.stop());

async function keepEvent(day: number, id = `event-${day}`): Promise<void> {
  const at = BEGIN + day * DAY_MS;
  await log.events.keep([eventMessage(anEvent({ id }), at, at)]);
}

/** A transaction that has written to a day and does not end: an index that locks nobody out waits for it. */
async function holdDay(): Promise<() => Promise<void>> {
  const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = log.database.transaction(async (manager) => {
    await manager.query('DELETE FROM logs.events_20260217 WHERE false');
    begun.resolve();
    await released.promise;
  });
  await begun.promise;
  return () => {
    released.resolve();
    return held;
  };
}

async function withRunner(work: (runner: QueryRunner) => Promise<void>): Promise<void> {
  await log.database.run(async (manager) => {
    const runner = manager.connection.createQueryRunner();
    try {
      await work(runner);
    } finally {
      await runner.release();
    }
  });
}

const migrate = () => withRunner((runner) => migration.up(runner));

/** Whether the index of each table is one that questions may use; that of the whole table first. */
const indexes = () =>
  log.database.query(
    `SELECT i.inhparent IS NULL AS whole, x.indisvalid AS valid, count(*)::int AS n
     FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid LEFT JOIN pg_inherits i ON i.inhrelid = x.indexrelid
     WHERE t.relnamespace = 'logs'::regnamespace AND pg_get_indexdef(x.indexrelid) LIKE '%sla.breached%'
     GROUP BY 1, 2 ORDER BY 1 DESC`,
    [],
  );
const partitions = async () =>
  (await new PartitionsRepository(log.database).existing()).filter(({ table }) => table === 'events').length;
const untilItWaits = () =>
  waitUntil(
    async () => {
      const building = await log.database.query(
        `SELECT 1 FROM pg_stat_progress_create_index WHERE datname = current_database() AND phase LIKE 'waiting for%'`,
        [],
      );
      return building.length > 0 ? true : undefined;
    },
    { what: 'the index to wait for the other transaction', timeoutMs: 60_000, pollMs: 20 },
  );

it('builds the index of a large log while events go on being stored, on days that are new, too', async () => {
  const release = await holdDay();
  const migrated = migrate();
  await untilItWaits();
  await keepEvent(0, 'event-meanwhile');
  await keepEvent(9);
  await release();
  await migrated;
  expect(await indexes()).toEqual([
    { whole: true, valid: true, n: 1 },
    { whole: false, valid: true, n: await partitions() },
  ]);
  expect(await log.database.query('SELECT count(*)::int AS n FROM logs.events', [])).toEqual([{ n: 5 }]);
});

it('takes up what an interrupted build left behind, and may be run again when all is there', async () => {
  const release = await holdDay();
  const interrupted = migrate();
  await untilItWaits();
  await log.database.query(
    `SELECT pg_cancel_backend(pid) FROM pg_stat_progress_create_index WHERE datname = current_database()`,
    [],
  );
  await expect(interrupted).rejects.toThrow();
  await release();
  expect(await indexes()).toContainEqual({ whole: true, valid: false, n: 2 });
  for (const _again of [1, 2]) {
    await migrate();
    expect(await indexes()).toEqual([
      { whole: true, valid: true, n: 1 },
      { whole: false, valid: true, n: await partitions() },
    ]);
  }
});

it('gives statements their limit back', async () => {
  await withRunner(async (runner) => {
    await migration.up(runner);
    expect(await runner.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '30s' }]);
  });
});
