import { loadavg } from 'node:os';
import { createDatabaseIn } from '../../tools/local-stack/database.js';
import { startPostgres } from '../../tools/local-stack/postgres.js';
import type { Benchmark } from '../benchmark.js';
import { besideDeliveries } from './beside.js';
import { startBenchLog } from './bench-log.js';
import { fill } from './fill.js';
import { LOGS_USAGE, logsOptions, type LogsOptions } from './options.js';
import { answer } from './questions.js';
import { report, type LogsResult } from './report.js';
import { tableSizes } from './sizes.js';

/** What the log takes in, how large it gets, how fast it answers, and what it costs the deliveries. */
export const logsBenchmark: Benchmark = {
  name: 'logs',
  usage: LOGS_USAGE,
  run: async (flags, say) => {
    const options = logsOptions(flags);
    const loadAverage = loadavg()[0] ?? 0;
    const stored = await storeAndAsk(options, say);
    const beside = options.seconds === 0 ? null : await besideDeliveries(options, say);
    const result: LogsResult = { options, loadAverage, ...stored, beside };
    say(`\n${report(result)}\n`);
    return result;
  },
};

async function storeAndAsk(options: LogsOptions, say: (line: string) => void) {
  await using owner = new AsyncDisposableStack();
  const postgres = await startPostgres();
  owner.defer(() => postgres.stop());
  const { url } = await createDatabaseIn(postgres.url);
  const log = await startBenchLog(url);
  owner.defer(() => log.database.close());
  const now = Date.now();
  const filled = await fill(log, { ...options, now }, { postgresPid: postgres.pid, say });
  const sizes = await tableSizes(log.database);
  const bytes = sizes.reduce((sum, { heap, indexes }) => sum + heap + indexes, 0);
  await log.ledger.settle();
  say('asking');
  const answered = await answer({ log, days: options.days, now }, options.questions);
  return { filled, sizes, bytesPerAttempt: bytes / filled.attempts, answered };
}
