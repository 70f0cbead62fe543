// Test support: a receiver that was written for one of the helpdesks, in its own language and process.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { phpBinary } from './php.js';
import { freePort, startProcess, waitUntil } from './processes.js';
import { pythonBinary } from './python.js';

/** What a receiver took out of an accepted request, in words of its own. */
export type Understood = Readonly<Record<string, unknown>>;

export interface ForeignReceiver {
  /** Where it listens, without a path. */
  readonly origin: string;
  readonly port: number;
  /** What it has printed so far. */
  output(): string;
  /** All that it has accepted so far, in order. */
  accepted(): Understood[];
  /** Waits until it has accepted so many, for at most 20 seconds. */
  understood(count: number): Promise<Understood[]>;
  stop(): Promise<void>;
}

export interface ForeignReceiverOptions {
  /** Signing secret, or the token in the URL. */
  readonly secret?: string;
}

const folder = resolve('test', 'receivers');
const TIMEOUT_MS = 60_000;

/** Starts a program of `test/receivers` (`php/supportcandy.php`), or any file, and waits until it answers. */
export async function startForeignReceiver(
  program: string,
  options: ForeignReceiverOptions = {},
): Promise<ForeignReceiver> {
  const port = await freePort();
  const state = mkdtempSync(join(tmpdir(), 'deskhook-receiver-'));
  const log = join(state, 'understood.jsonl');
  const output = join(state, 'output.txt');
  const file = resolve(folder, program);
  const running = await startProcess({
    ...commandFor(file, port),
    name: `receiver-${port}`,
    cwd: state,
    env: {
      ...process.env,
      PORT: String(port),
      WEBHOOK_SECRET: options.secret ?? '',
      RECEIVER_LOG: log,
      PYTHONUNBUFFERED: '1',
    },
    output: { file: output },
    graceMs: 2_000,
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntil(
    () => {
      if (!running.isRunning()) throw new Error(`${program} ended:\n${readFileSync(output, 'utf8')}`);
      return answers(origin);
    },
    { what: `${program} answers`, timeoutMs: TIMEOUT_MS },
  );
  const accepted = (): Understood[] => (existsSync(log) ? lines(readFileSync(log, 'utf8')) : []);
  return {
    origin,
    port,
    output: () => readFileSync(output, 'utf8'),
    accepted,
    understood: (count) =>
      waitUntil(() => (accepted().length >= count ? accepted() : undefined), {
        what: `${program} understands ${count}`,
        timeoutMs: TIMEOUT_MS,
      }),
    stop: async () => {
      await running.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** How a file of that language is served. */
function commandFor(
  file: string,
  port: number,
): { readonly command: string; readonly args: readonly string[] } {
  switch (extname(file)) {
    case '.php':
      return {
        command: phpBinary(),
        args: ['-n', '-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, file],
      };
    case '.py':
      return { command: pythonBinary(), args: ['-B', file] };
    case '.cjs':
    case '.mjs':
      return { command: process.execPath, args: [file] };
    default:
      throw new Error(`no receiver can be started from ${file}`);
  }
}

/** Any answer to a GET will do: the receivers know POST alone. */
async function answers(origin: string): Promise<true | undefined> {
  try {
    await fetch(origin, { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return undefined;
  }
}

/** A line that is still being written is left for the next look. */
function lines(text: string): Understood[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
