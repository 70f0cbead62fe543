import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDatabase } from '../../test/support/postgres.js';
import { startBenchLog, type BenchLog } from './bench-log.js';
import { fill } from './fill.js';
import { logsOptions } from './options.js';
import { answer } from './questions.js';
import { report } from './report.js';
import { tableSizes } from './sizes.js';

const TIMEOUT_MS = 120_000;

let log: BenchLog;
let place: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  place = await createDatabase();
  log = await startBenchLog(place.url);
});
afterAll(async () => {
  await log.database.close();
  await place.drop();
});

it(
  'the benchmark of the log stores everything that it makes up, and gets answers',
  async () => {
    const options = logsOptions({ quick: true });
    const now = Date.now();
    const filled = await fill(log, { ...options, now }, { postgresPid: process.pid, say: () => undefined });
    const [row] = await log.database.query(
      `SELECT (SELECT count(*) FROM logs.attempts)::int AS attempts, (SELECT count(*) FROM logs.deliveries)::int AS deliveries,
         (SELECT sum(count) FROM logs.attempt_stats WHERE minutes = 1440 AND series_id = 0)::int AS counted`,
      [],
    );
    expect(row).toEqual({
      attempts: filled.attempts,
      deliveries: filled.deliveries,
      counted: filled.attempts,
    });
    const sizes = await tableSizes(log.database);
    expect(sizes.map(({ table }) => table)).toContain('attempts');
    const answered = await answer({ log, days: options.days, now }, options.questions);
    const itemsOf = (name: string) => answered.find(({ question }) => question === name)?.items;
    expect(itemsOf('deliveries: dead')).toBeGreaterThan(10);
    expect(itemsOf('deliveries: a page further on')).toBeGreaterThan(0);
    expect(itemsOf('deliveries: text in no error')).toBe(0);
    expect(itemsOf('delivery: its attempts with bodies')).toBeGreaterThanOrEqual(1);
    const result = { options, loadAverage: 0, filled, sizes, bytesPerAttempt: 1, answered, beside: null };
    expect(report(result)).toContain('p95 under 50 ms');
  },
  TIMEOUT_MS,
);
