import { readOptions } from './options.js';
import { formatFuzz, runFuzz } from './run-fuzz.js';

/** `npm run fuzz`: exit code 1 when an input was not borne. */
async function main(): Promise<number> {
  const results = await runFuzz(readOptions(process.argv.slice(2)), (line) => console.log(line));
  for (const result of results) console.log(formatFuzz(result));
  return results.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
