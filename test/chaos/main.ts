import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateDirectory } from '../../tools/local-stack/project-root.js';
import type { ChaosResult } from './assess.js';
import { readOptions } from './options.js';
import { formatReport } from './report.js';
import { runChaos } from './run-chaos.js';

/** `npm run chaos`: exit code 1 when anything was lost, doubled, wrong or fell over. */
async function main(): Promise<number> {
  const { runs, json } = readOptions(process.argv.slice(2));
  const results: ChaosResult[] = [];
  for (const options of runs) {
    const result = await runChaos(options);
    results.push(result);
    console.log(`${formatReport(result)}\n`);
  }
  const file = json ?? join(stateDirectory(), 'chaos', 'result.json');
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`JSON: ${file}`);
  return results.every(({ violations }) => violations.length === 0) ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
