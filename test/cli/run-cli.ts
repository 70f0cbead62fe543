// Test support: the command line as its users run it: a process of its own, from dist.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly folder?: string;
  /** As `npx deskhook` runs it, in a process group of its own: signals reach the launcher and the command, as in a terminal. */
  readonly launched?: boolean;
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as one JSON document. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of any shape
  readonly json: any;
  /** stdout as one JSON value on each line. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  readonly lines: readonly any[];
}

/** A command at work: what it has written so far, and how to end it. */
export interface RunningCli {
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<CliResult>;
  interrupt(): void;
  /** Waits until stdout has the text. */
  saysSoon(text: string): Promise<void>;
  /** Reads no more of stdout. */
  turnAway(): void;
  /** Waits until stderr has the text. */
  notesSoon(text: string): Promise<void>;
}

/** Runs one command to its end. Nothing of the test's own environment reaches it but where programs are. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).ended;
}

export function startCli(
  args: readonly string[],
  { env = {}, stdin, folder = tmpdir(), launched = false }: CliOptions = {},
): RunningCli {
  const program = launched ? ['tools', 'deskhook.mjs'] : ['dist', 'cli', 'main.js'];
  const child = spawn(process.execPath, [join(projectRoot(), ...program), ...args], {
    cwd: folder,
    detached: launched,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that ends without reading its stdin is no failure of the test.
  child.stdin.on('error', () => undefined).end(stdin ?? '');
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(resultOf(code, stdout, stderr)));
  });
  const soon = (what: string, read: () => string) =>
    waitUntil(() => (read().includes(what) ? true : undefined), { what: `"${what}"`, timeoutMs: 60_000 });
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    interrupt: () => void (launched ? process.kill(-(child.pid ?? 0), 'SIGINT') : child.kill('SIGINT')),
    turnAway: () => void child.stdout.destroy(),
    saysSoon: async (text) => void (await soon(text, () => stdout)),
    notesSoon: async (text) => void (await soon(text, () => stderr)),
  };
}

function resultOf(code: number | null, stdout: string, stderr: string): CliResult {
  return {
    code,
    stdout,
    stderr,
    get json(): unknown {
      return JSON.parse(stdout);
    },
    get lines(): readonly unknown[] {
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line));
    },
  };
}
