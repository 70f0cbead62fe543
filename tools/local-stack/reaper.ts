import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity.js';
import { projectRoot } from './project-root.js';

/** A process that must not outlive us, and how it likes to be ended. */
export interface WatchedProcess extends ProcessIdentity {
  readonly stopSignal: NodeJS.Signals;
  readonly graceMs: number;
}

/** Where it cannot run at all, trying again would never end. */
const lossesMax = 5;

/**
 * Sees to it that what we started ends even when we are killed with SIGKILL: a detached process
 * holds a pipe from us and cleans up when that closes. It runs only while there is something to
 * watch over.
 */
class Reaper {
  readonly #processes = new Map<number, WatchedProcess>();
  readonly #paths = new Set<string>();
  #child: ChildProcess | undefined;
  #losses = 0;

  watch(process: WatchedProcess): void {
    this.#processes.set(process.pid, process);
    this.#send({ kind: 'watch', process });
  }

  forget(pid: number): void {
    this.#processes.delete(pid);
    this.#send({ kind: 'forget', pid });
    this.#endWhenIdle();
  }

  /** A file or folder to remove if we end without having done so ourselves. */
  removeAtEnd(path: string): void {
    this.#paths.add(path);
    this.#send({ kind: 'remove-at-end', path });
  }

  keepAtEnd(path: string): void {
    this.#paths.delete(path);
    this.#send({ kind: 'keep-at-end', path });
    this.#endWhenIdle();
  }

  #send(order: object): void {
    if (this.#child !== undefined) this.#write(order);
    else this.#start();
  }

  /** A new reaper is told everything, so that it can stand in for one that was lost. */
  #start(): void {
    const script = join(projectRoot(), 'tools', 'local-stack', 'reaper-main.mjs');
    const child = spawn(process.execPath, [script], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#child = child;
    child.once('exit', () => this.#lost(child));
    child.stdin.on('error', () => this.#lost(child));
    child.unref();
    if (child.stdin instanceof Socket) child.stdin.unref();
    for (const process of this.#processes.values()) this.#write({ kind: 'watch', process });
    for (const path of this.#paths) this.#write({ kind: 'remove-at-end', path });
  }

  /** Nobody should, but should someone kill the reaper, then there is a new one at once. */
  #lost(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#losses += 1;
    if (this.#isNeeded() && this.#losses <= lossesMax) this.#start();
  }

  #write(order: object): void {
    this.#child?.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  #isNeeded(): boolean {
    return this.#processes.size > 0 || this.#paths.size > 0;
  }

  #endWhenIdle(): void {
    if (this.#isNeeded()) return;
    this.#child?.stdin?.end();
    this.#child = undefined;
  }
}

/** One for each process that starts others. */
export const reaper = new Reaper();
