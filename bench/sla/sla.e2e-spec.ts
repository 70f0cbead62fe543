import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const TIMEOUT_MS = 240_000;
const TIMERS = 200;
const SAMPLE = 80;

const verdict = z.object({ timers: z.number(), lost: z.number(), early: z.number(), doubled: z.number() });
const resultSchema = z.object({
  filled: z.object({ armed: z.number() }),
  rates: z.object({ left: z.number() }),
  fired: verdict,
  restarted: verdict,
});

it(
  'the SLA benchmark sets, cancels and fires timers, and finds each told once over a kill of everything',
  async () => {
    const flags = [`--timers=${TIMERS}`, `--sample=${SAMPLE}`];
    const result = resultSchema.parse(JSON.parse(await readFile(await benchmark(flags), 'utf8')));
    expect(result.filled.armed).toBe(TIMERS);
    expect(result.rates.left).toBe(0);
    const clean = { timers: SAMPLE, lost: 0, early: 0, doubled: 0 };
    expect(result).toMatchObject({ fired: clean, restarted: clean });
  },
  TIMEOUT_MS,
);

/** Runs it as people do, and gives the path of its results. */
async function benchmark(flags: readonly string[]): Promise<string> {
  const main = join(projectRoot(), 'dist', 'bench', 'main.js');
  const child = spawn(process.execPath, [main, 'sla', '--quick', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const path = /^Results: (.+)$/m.exec(output)?.[1];
  if (path === undefined) throw new Error(`the benchmark printed no results:\n${output}`);
  return path;
}
