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

const resultSchema = z.object({
  bursts: z.array(
    z.object({ mode: z.string(), requests: z.number(), deliveries: z.number(), spans: z.number() }),
  ),
});

it(
  'the tracing benchmark delivers every event once in each mode, and gets every span of the sampled ones',
  async () => {
    const path = await benchmark([`--events=${EVENTS}`, '--warmup=20']);
    const { bursts } = resultSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    const of = (mode: string) => bursts.find((burst) => burst.mode === mode);
    for (const mode of ['off', '10%', '100%'])
      expect(of(mode)).toMatchObject({ requests: EVENTS, deliveries: EVENTS });
    expect(of('off')?.spans).toBe(0);
    // The evaluation, the attempt, its request and its report, and a batch or more.
    expect(of('100%')?.spans).toBeGreaterThan(4 * EVENTS);
    expect(of('10%')?.spans).toBeLessThan(2 * EVENTS);
  },
  TIMEOUT_MS,
);

/** Runs it as people do, and gives the path of its results. */
async function benchmark(flags: readonly string[]): Promise<string> {
  const main = join(projectRoot(), 'dist', 'bench', 'main.js');
  const child = spawn(process.execPath, [main, 'tracing', '--quick', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const path = /^Results: (.+)$/m.exec(output)?.[1];
  if (path === undefined) throw new Error(`the benchmark printed no results:\n${output}`);
  return path;
}
