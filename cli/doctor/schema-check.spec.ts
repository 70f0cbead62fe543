import { expect, test } from '@jest/globals';
import { schemaCheck } from './schema-check.js';

const of = (known: readonly number[], migrations: readonly number[] | null, mayCreate = true) =>
  schemaCheck({ name: 'logs', known, found: { bytes: 1_048_576, migrations } }, mayCreate);

test.each([
  ['all of them', of([1, 2], [1, 2]), 'ok', '1 MiB, 2 migrations'],
  ['more than this release has', of([1], [1, 2]), 'ok', '1 MiB, 2 migrations; 1 of them of a newer release'],
  ['one is missing', of([1, 2], [1]), 'fault', 'lacks 1 of 2 migrations: 2'],
  ['a schema that keeps none', of([1, 2], null), 'fault', 'lacks 2 of 2 migrations: 1, 2'],
  ['nothing is known to hold it against', of([], [1]), 'skipped', expect.stringContaining('is not known')],
  ['no schema', schemaCheck({ name: 'logs', known: [1], found: null }, true), 'warning', 'is not there yet'],
  [
    'no schema, and no right to create it',
    schemaCheck({ name: 'logs', known: [1], found: null }, false),
    'fault',
    'is not there, and this user may not create it',
  ],
])('%s', (_what, check, outcome, detail) => {
  expect(check).toMatchObject({ area: 'database', what: 'schema logs', outcome, detail });
});
