import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../local-stack/managed-process.js';
import { projectRoot } from '../local-stack/project-root.js';
import { reaper } from '../local-stack/reaper.js';

export interface JestRun {
  readonly exitCode: number;
  /** Jest's JSON results, unparsed into types; undefined when it wrote none. */
  readonly results: unknown;
}

const stopGraceMs = 20_000;

/** Runs jest as a process of its own that ends with us, whatever ends us. */
export async function runJest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<JestRun> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-jest-'));
  reaper.removeAtEnd(folder);
  const resultsFile = join(folder, 'results.json');
  const jest = join(projectRoot(), 'node_modules', 'jest', 'bin', 'jest.js');
  // A suite that leaves something open must fail by its assertions, not hold the run for ever.
  const flags = ['--config=jest.config.mjs', '--forceExit', '--json', `--outputFile=${resultsFile}`];
  try {
    const child = await startProcess({
      name: 'jest',
      command: process.execPath,
      args: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...flags, ...args],
      cwd: projectRoot(),
      env,
      output: 'inherit',
      stopSignal: 'SIGTERM',
      graceMs: stopGraceMs,
    });
    const stop = (): void => void child.stop();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.once('disconnect', stop);
    const { code } = await child.exited;
    return { exitCode: code ?? 1, results: await readResults(resultsFile) };
  } finally {
    await rm(folder, { recursive: true, force: true });
    reaper.keepAtEnd(folder);
  }
}

async function readResults(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
