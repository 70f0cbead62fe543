import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { identify } from './process-identity.js';
import { reaper } from './reaper.js';

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Where its output goes (appended); absent: nowhere. `inherit`: to our own. */
  readonly output?: { readonly file: string } | 'inherit';
  readonly stopSignal?: NodeJS.Signals;
  /** How long `stop` waits before it kills. */
  readonly graceMs?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child in a session of its own (Ctrl-C in the terminal does not reach it) that never outlives us. */
export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason; never rejects. */
  readonly exited: Promise<Exit>;
  isRunning(): boolean;
  /** Asks it to end, waits, and kills it when the grace is over. */
  stop(): Promise<Exit>;
  kill9(): Promise<Exit>;
}

/** Starts a process and has the reaper watch over it. */
export async function startProcess(options: ProcessOptions): Promise<ManagedProcess> {
  const { name, stopSignal = 'SIGTERM', graceMs = 10_000 } = options;
  const child = launch(options);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const identity = identify(name, pid);
  if (identity !== undefined) reaper.watch({ ...identity, stopSignal, graceMs });
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      reaper.forget(pid);
      resolve({ code, signal });
    });
  });
  const end = (signal: NodeJS.Signals): Promise<Exit> => {
    child.kill(signal);
    return exited;
  };
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<Exit> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    return await end(stopSignal).finally(() => clearTimeout(timer));
  };
  return { name, pid, exited, isRunning, stop, kill9: () => end('SIGKILL') };
}

function launch(options: ProcessOptions): ChildProcess {
  const { command, args, env, cwd, uid, gid, output } = options;
  const file = typeof output === 'object' ? openSync(output.file, 'a', 0o600) : undefined;
  const sink = file ?? (output === 'inherit' ? 'inherit' : 'ignore');
  try {
    return spawn(command, [...args], {
      detached: true,
      stdio: ['ignore', sink, sink],
      ...(env === undefined ? {} : { env }),
      ...(cwd === undefined ? {} : { cwd }),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
