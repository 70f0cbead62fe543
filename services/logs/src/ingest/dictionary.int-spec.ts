import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { Dictionary } from './dictionary.repository.js';

const NOW = Date.UTC(2026, 5, 30);
const DAY_MS = 86_400_000;
const REPLICAS = 4;

let log: Log;
beforeAll(async () => {
  log = await startLog();
});
afterAll(() => log.stop());

/** Another replica's, which remembers nothing. */
const texts = () => new Dictionary(log.database, 'texts', ['text']);
const terms = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, n) => ({ tenant: 'acme', values: [`${prefix} ${n}`], at: NOW }));
const numbersUsed = async () =>
  Number((await log.database.query('SELECT last_value FROM logs.texts_id_seq', []))[0]?.['last_value']);
const usedOn = async (text: string) =>
  (await log.database.query('SELECT used_on::text AS day FROM logs.texts WHERE text = $1', [text]))[0]?.[
    'day'
  ];

it('uses up no number for what has one, on the same day or a later one', async () => {
  const first = await texts().ids(terms(50, 'known'), NOW);
  expect(new Set(first).size).toBe(50);
  const used = await numbersUsed();
  for (let again = 0; again < 5; again++)
    expect(await texts().ids(terms(50, 'known'), NOW + again * DAY_MS)).toEqual(first);
  expect(await numbersUsed()).toBe(used);
  expect(await usedOn('known 7')).toBe('2026-07-04');
  expect(await texts().ids(terms(50, 'known'), NOW)).toEqual(first);
  expect(await usedOn('known 7')).toBe('2026-07-04');
});

it('gives new ones a number beside known ones, and again when they were removed', async () => {
  const first = await texts().ids(terms(3, 'mixed'), NOW);
  const used = await numbersUsed();
  const more = await texts().ids(terms(5, 'mixed'), NOW);
  expect(more.slice(0, 3)).toEqual(first);
  expect(await numbersUsed()).toBe(used + 2);
  await log.database.query(`DELETE FROM logs.texts WHERE text = 'mixed 1'`, []);
  const anew = await texts().ids(terms(5, 'mixed'), NOW);
  expect(anew.filter((id, n) => id !== more[n])).toHaveLength(1);
});

it('gives replicas that ask at once the same numbers, in whatever order', async () => {
  const answers = await Promise.all(
    Array.from({ length: REPLICAS }, async (_, replica) => {
      const own = texts();
      const all = terms(300, 'race');
      const order = replica % 2 === 0 ? all : all.toReversed();
      const ids = new Map<string, number>();
      for (let at = 0; at < order.length; at += 30) {
        const batch = order.slice(at, at + 30);
        const found = await own.ids(batch, NOW + (at % 60) * DAY_MS);
        for (const [n, { values }] of batch.entries()) ids.set(String(values[0]), found[n] ?? -1);
      }
      return ids;
    }),
  );
  expect(new Set(answers[0]?.values()).size).toBe(300);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
