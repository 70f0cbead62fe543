import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@deskhook/database';
import { createDatabase, type Database as TestDatabase } from '../../../../test/support/postgres.js';
import { SUBSCRIPTIONS_DATABASE } from '../database.settings.js';

const log = { info: () => undefined, warn: () => undefined };

describe('the migrations', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createDatabase();
    database = new Database({ ...SUBSCRIPTIONS_DATABASE, url: test.url, migrates: true, log });
    await database.connected();
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('make what the entities declare, constraints included', async () => {
    const wanted = await database.run((manager) => manager.connection.driver.createSchemaBuilder().log());
    expect(wanted.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be run by two replicas at once', async () => {
    const second = await createDatabase();
    const replicas = [1, 2].map(
      () => new Database({ ...SUBSCRIPTIONS_DATABASE, url: second.url, migrates: true, log }),
    );
    await Promise.all(replicas.map((replica) => replica.connected()));
    expect(await replicas[0]?.query('SELECT count(*)::int AS n FROM subscriptions.migrations', [])).toEqual([
      { n: SUBSCRIPTIONS_DATABASE.migrations.length },
    ]);
    await Promise.all(replicas.map((replica) => replica.close()));
    await second.drop();
  });

  it('can be taken back', async () => {
    for (const _migration of SUBSCRIPTIONS_DATABASE.migrations)
      await database.run((manager) => manager.connection.undoLastMigration());
    const left = await database.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'subscriptions'`,
      [],
    );
    expect(left).toEqual([{ name: 'migrations' }]);
  });
});
