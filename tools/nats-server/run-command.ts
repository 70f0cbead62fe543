import { execFile } from 'node:child_process';

export type CommandResult =
  { readonly kind: 'ok'; readonly stdout: string } | { readonly kind: 'failed'; readonly reason: string };

export interface CommandOptions {
  readonly timeoutMs: number;
  readonly cwd?: string;
}

const outputBytesMax = 16 * 1024 * 1024;
const reasonLinesMax = 4;

/** Runs a program; that it is missing, fails or hangs is a value, since the finder goes on then. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const settings = {
    timeout: options.timeoutMs,
    maxBuffer: outputBytesMax,
    env: { ...process.env, LC_ALL: 'C' },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  };
  return new Promise((resolve) => {
    execFile(command, [...args], settings, (error, stdout, stderr) => {
      if (error === null) return resolve({ kind: 'ok', stdout: stdout + stderr });
      if (error.killed === true) {
        return resolve({ kind: 'failed', reason: `${command} took longer than ${options.timeoutMs} ms` });
      }
      const said = lastLines(stderr) || lastLines(stdout) || error.message;
      resolve({ kind: 'failed', reason: error.code === 'ENOENT' ? `there is no ${command}` : said });
    });
  });
}

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-reasonLinesMax).join('; ');
}
