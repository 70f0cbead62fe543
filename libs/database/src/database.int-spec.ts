import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createDatabase, type Database as TestDatabase } from '../../../test/support/postgres.js';
import { waitUntil } from '../../../test/support/processes.js';
import { Database } from './database.js';

let place: TestDatabase;
beforeEach(async () => {
  place = await createDatabase();
});
afterEach(() => place.drop());

it.each([
  [
    'refuses the password',
    (url: URL) => void (url.password = 'planted'),
    /password authentication failed for user/,
  ],
  ['is not there', (url: URL) => void (url.port = '1'), /ECONNREFUSED/],
  ['has another name', (url: URL) => void (url.pathname = '/elsewhere'), /"elsewhere" does not exist/],
])('says why it is not connected when the database %s, in one line', async (_what, change, reason) => {
  const url = new URL(place.url);
  change(url);
  const warnings: object[] = [];
  const database = new Database({
    schema: 'post',
    entities: [],
    migrations: [],
    url: url.href,
    poolSize: 2,
    migrates: true,
    log: { info: () => undefined, warn: (fields) => void warnings.push(fields) },
  });
  database.start();
  await waitUntil(() => (warnings.length > 0 ? true : undefined), { what: 'a warning', timeoutMs: 60_000 });
  expect(warnings[0]).toEqual({ schema: 'post', reason: expect.stringMatching(reason) });
  const standing = await database.check();
  expect(standing).toMatch(reason);
  expect(standing).toMatch(/^not connected: [^\n]*$/);
  expect(standing).not.toContain('planted');
  await database.close();
});
