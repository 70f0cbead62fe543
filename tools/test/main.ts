import { findInterpreter } from '../interpreters/find-interpreter.js';
import { foundBinaryVariables } from '../interpreters/interpreters.js';
import { findNatsServer, foundBinaryVariable } from '../nats-server/find-nats-server.js';
import { countTests, type TestCount } from './count-tests.js';
import { runJest } from './run-jest.js';

/** The part of `npm test` that runs on Node 24: what the tests run against, jest, the closing line. */
async function main(args: readonly string[]): Promise<TestCount> {
  const onProgress = console.log;
  const server = await findNatsServer({ onProgress });
  // One after the other: each may run apt.
  const php = await findInterpreter('php', { onProgress });
  const python = await findInterpreter('python', { onProgress });
  const chromium = await findInterpreter('chromium', { onProgress });
  const prometheus = await findInterpreter('prometheus', { onProgress });
  const versions = `PHP ${php.version}, Python ${python.version}, Chromium ${chromium.version}, Prometheus ${prometheus.version}`;
  console.log(`Testing against nats-server ${server.version}, ${versions}`);
  const run = await runJest(args, {
    ...process.env,
    [foundBinaryVariable]: server.binary,
    [foundBinaryVariables.php]: php.binary,
    [foundBinaryVariables.python]: python.binary,
    [foundBinaryVariables.chromium]: chromium.binary,
    [foundBinaryVariables.prometheus]: prometheus.binary,
  });
  return countTests(run.results, run.exitCode);
}

const count = await main(process.argv.slice(2)).catch((error: unknown): TestCount => {
  console.error(error instanceof Error ? error.message : error);
  return { passed: 0, failed: 1 };
});
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
process.disconnect?.();
