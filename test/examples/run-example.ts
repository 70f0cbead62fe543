import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../tools/local-stack/project-root.js';

export interface ExampleRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How an example is started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Below `examples`. */
  readonly folder: string;
}

/** A compiler that has nothing in its cache yet takes minutes on a busy machine. */
const TIMEOUT_MS = 600_000;

/** Runs an example to its end, or until it has said on stderr what is waited for. */
export function runExample(program: Program, env: NodeJS.ProcessEnv, until?: RegExp): Promise<ExampleRun> {
  const { command, args, folder } = program;
  const options = {
    cwd: join(projectRoot(), 'examples', folder),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    timeout: TIMEOUT_MS,
  };
  return new Promise((resolve) => {
    const child = execFile(command, args, options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
    let said = '';
    child.stderr?.on('data', (chunk: string) => {
      said += chunk;
      if (until?.test(said) === true) child.kill('SIGKILL');
    });
  });
}
