import { findNatsServer, foundBinaryVariable } from '../nats-server/find-nats-server.js';
import { countTests, type TestCount } from './count-tests.js';
import { runJest } from './run-jest.js';

/** The part of `npm test` that runs on Node 24: a broker for the tests, jest, the closing line. */
async function main(args: readonly string[]): Promise<TestCount> {
  const server = await findNatsServer({ onProgress: console.log });
  console.log(`Testing against nats-server ${server.version}`);
  const run = await runJest(args, { ...process.env, [foundBinaryVariable]: server.binary });
  return countTests(run.results, run.exitCode);
}

const count = await main(process.argv.slice(2)).catch((error: unknown): TestCount => {
  console.error(error instanceof Error ? error.message : error);
  return { passed: 0, failed: 1 };
});
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
process.disconnect?.();
