import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const TIMEOUT_MS = 240_000;
const BACKLOG = 200;
const STEADY = 50;

const steady = z.object({ requests: z.number(), deliveries: z.number() });
const resultSchema = z.object({
  rounds: z.array(
    z.object({
      without: steady,
      with: steady,
      waiting: z.number(),
      hanging: z.object({ requests: z.number(), openMax: z.number() }),
    }),
  ),
});

it(
  'the isolation benchmark delivers to every healthy endpoint once, and keeps what waits for the others',
  async () => {
    const sizes = [`--backlog=${BACKLOG}`, `--rate=${STEADY}`, '--seconds=1', '--timeoutMs=60000'];
    const { rounds } = resultSchema.parse(JSON.parse(await readFile(await benchmark(sizes), 'utf8')));
    expect(rounds).toHaveLength(1);
    const all = { requests: STEADY, deliveries: STEADY };
    expect(rounds[0]).toMatchObject({ without: all, with: all, waiting: BACKLOG });
    expect(rounds[0]?.hanging.openMax).toBeLessThan(BACKLOG / 2);
  },
  TIMEOUT_MS,
);

/** Runs it as people do, and gives the path of its results. */
async function benchmark(flags: readonly string[]): Promise<string> {
  const main = join(projectRoot(), 'dist', 'bench', 'main.js');
  const child = spawn(process.execPath, [main, 'isolation', '--quick', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const path = /^Results: (.+)$/m.exec(output)?.[1];
  if (path === undefined) throw new Error(`the benchmark printed no results:\n${output}`);
  return path;
}
