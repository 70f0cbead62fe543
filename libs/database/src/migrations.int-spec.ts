import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDatabase, type Database as TestDatabase } from '../../../test/support/postgres.js';
import { waitUntil } from '../../../test/support/processes.js';
import { Database, type DatabaseSettings } from './database.js';
import { migrateDatabase, MigrationFailedError } from './migrate-database.js';

class Letters1700000000000 implements MigrationInterface {
  readonly name = 'Letters1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE post.letters (id int PRIMARY KEY, weight int)');
  }
  async down(): Promise<void> {}
}

/** Waits for every snapshot in the database, also for those of replicas that would wait for the migrations' lock. */
class Weights1700000000001 implements MigrationInterface {
  readonly name = 'Weights1700000000001';
  readonly transaction = false;
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX CONCURRENTLY letters_by_weight ON post.letters (weight)');
  }
  async down(): Promise<void> {}
}

class Wrong1700000000002 implements MigrationInterface {
  readonly name = 'Wrong1700000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE post.parcels (id int)');
    await runner.query('ALTER TABLE post.postcards ADD COLUMN weight int');
  }
  async down(): Promise<void> {}
}

const first = { schema: 'post', entities: [], migrations: [Letters1700000000000] };
const second = { ...first, migrations: [Letters1700000000000, Weights1700000000001] };
const wrong = { ...first, migrations: [...second.migrations, Wrong1700000000002] };

let place: TestDatabase;
let open: Database[];
let warnings: object[];
beforeEach(async () => {
  place = await createDatabase();
  open = [];
  warnings = [];
});
afterEach(async () => {
  await Promise.all(open.map((database) => database.close()));
  await place.drop();
});

function aDatabase(overrides: Partial<DatabaseSettings>): Database {
  const log = { info: () => undefined, warn: (fields: object) => void warnings.push(fields) };
  const database = new Database({
    ...second,
    url: place.url,
    poolSize: 2,
    migrates: true,
    log,
    ...overrides,
  });
  open.push(database);
  return database;
}

describe('migrating apart from the services', () => {
  it('tells what it ran, and finds nothing to do the second time', async () => {
    expect(await migrateDatabase(first, place.url)).toEqual(['Letters1700000000000']);
    expect(await migrateDatabase(second, place.url)).toEqual(['Weights1700000000001']);
    expect(await migrateDatabase(second, place.url)).toEqual([]);
  });

  it('is done once when several do it at once, also of an index that is built without a lock', async () => {
    const replicas = [1, 2, 3].map(() => migrateDatabase(second, place.url));
    const ran = await Promise.all(replicas);
    expect(ran.flat()).toEqual(['Letters1700000000000', 'Weights1700000000001']);
  });

  it('says which schema failed and why, and keeps nothing of the migration that failed', async () => {
    const failed = migrateDatabase(wrong, place.url);
    await expect(failed).rejects.toThrow(MigrationFailedError);
    await expect(failed).rejects.toThrow(/"post".*DESKHOOK_DATABASE_URL.*"post.postcards" does not exist/);
    const database = aDatabase({ migrates: false });
    await database.connected();
    expect(await database.query(`SELECT to_regclass('post.parcels') AS found`, [])).toEqual([
      { found: null },
    ]);
  });

  it('says that the database does not answer', async () => {
    await expect(migrateDatabase(first, 'postgres://127.0.0.1:1/nowhere')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('a service that does not migrate', () => {
  it('waits for the migrations, names them, and goes on once they are there', async () => {
    await migrateDatabase(first, place.url);
    const database = aDatabase({ migrates: false });
    const connected = database.connected();
    await waitUntil(() => (warnings.length > 0 ? true : undefined), { what: 'a warning', timeoutMs: 60_000 });
    expect(await database.check()).toBe(
      'the schema "post" lacks Weights1700000000001: run `node dist/services/main.js migrate`',
    );
    expect(warnings).toEqual([{ schema: 'post', missing: ['Weights1700000000001'] }]);
    await expect(database.query('SELECT 1', [])).rejects.toThrow('not connected');
    await migrateDatabase(second, place.url);
    await connected;
    expect(await database.check()).toBe(true);
  });

  it('makes nothing in a database that is empty', async () => {
    const database = aDatabase({ migrates: false });
    database.start();
    await waitUntil(() => (warnings.length > 0 ? true : undefined), { what: 'a warning', timeoutMs: 60_000 });
    expect(await database.check()).toContain('lacks Letters1700000000000, Weights1700000000001');
    const other = aDatabase({ ...first, schema: 'elsewhere', migrations: [], migrates: false });
    await other.connected();
    expect(await other.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'post'`, [])).toEqual([]);
  });

  it.each([true, false])('works with a schema that knows more (migrates: %s)', async (migrates) => {
    await migrateDatabase(second, place.url);
    const older = aDatabase({ ...first, migrates });
    await older.connected();
    expect(await older.query('SELECT count(*)::int AS n FROM post.letters', [])).toEqual([{ n: 0 }]);
  });
});
