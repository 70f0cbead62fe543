import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { Overview1764800000000 } from './1764800000000-overview.js';

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());

class Undone extends Error {}

it('has the time that an index of a large log takes, which is more than a statement has', async () => {
  const shown: unknown[] = [];
  const migrated = log.database.transaction(async ({ queryRunner }) => {
    if (queryRunner === undefined) throw new Error('a transaction without a query runner');
    const migration = new Overview1764800000000();
    await migration.down(queryRunner);
    shown.push(await queryRunner.query('SHOW statement_timeout'));
    await migration.up(queryRunner);
    shown.push(await queryRunner.query('SHOW statement_timeout'));
    throw new Undone();
  });
  await expect(migrated).rejects.toThrow(Undone);
  expect(shown).toEqual([[{ statement_timeout: '30s' }], [{ statement_timeout: '0' }]]);
  expect(await log.database.query('SHOW statement_timeout', [])).toEqual([{ statement_timeout: '30s' }]);
});
