import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../tools/local-stack/project-root.js';
import { BENCHMARKS } from './registry.js';

test('the command names every benchmark, and ends with 0', async () => {
  // Rejects with any other exit code.
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(projectRoot(), 'tools', 'run.mjs'),
    'bench/main',
    '--help',
  ]);
  for (const { name } of BENCHMARKS) expect(stdout).toContain(`npm run bench -- ${name}`);
}, 120_000);
