import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const TIMEOUT_MS = 240_000;
const EVENTS = 100;
const STEADY = 50;

const counts = z.object({ requests: z.number(), deliveries: z.number() });
const resultSchema = z.object({
  runs: z.array(
    z.object({
      contestant: z.string(),
      burst: counts.extend({ cpu: z.record(z.string(), z.number()) }),
      steady: counts,
    }),
  ),
});

it(
  'the pipeline benchmark delivers every event once, in each form, and adds up what it cost',
  async () => {
    const sizes = [`--events=${EVENTS}`, '--warmup=50', `--rate=${STEADY}`, '--seconds=1'];
    const { runs } = resultSchema.parse(JSON.parse(await readFile(await benchmark(sizes), 'utf8')));
    expect(runs.map((run) => run.contestant)).toEqual(['limit', 'separate', 'all']);
    for (const { burst, steady } of runs) {
      expect(burst).toMatchObject({ requests: EVENTS, deliveries: EVENTS });
      expect(steady).toMatchObject({ requests: STEADY, deliveries: STEADY });
    }
    const processes = runs.map(({ burst }) => Object.keys(burst.cpu).length);
    expect(processes).toEqual([1, 6, 1]);
  },
  TIMEOUT_MS,
);

/** Runs it as people do, and gives the path of its results. */
async function benchmark(flags: readonly string[]): Promise<string> {
  const main = join(projectRoot(), 'dist', 'bench', 'main.js');
  const child = spawn(process.execPath, [main, 'pipeline', '--quick', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const path = /^Results: (.+)$/m.exec(output)?.[1];
  if (path === undefined) throw new Error(`the benchmark printed no results:\n${output}`);
  return path;
}
