import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Exit, type ManagedProcess, startProcess } from '../../tools/local-stack/managed-process.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';

interface ServiceSettings {
  /** `dispatcher-2`. */
  readonly name: string;
  readonly service: string;
  readonly mainFile: string;
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
  /** Answers `/readyz`. */
  readonly url: string;
  /** Says by how much its clock is off, where that can be. */
  readonly clockFile: string | null;
}

const RESTART_MS = 300;
const PROBE_MS = 2_000;
const POLL_MS = 100;
/** A service drains; with its broker away it takes all the time that it is given. */
const GRACE_MS = 60_000;

/** One service as a process of its own. An exit that we did not cause is noted, and repaired as a supervisor would. */
export class ChaosService {
  readonly unexpectedExits: string[] = [];
  #process: ManagedProcess | null = null;
  #wanted = false;

  constructor(readonly settings: ServiceSettings) {}

  async start(): Promise<void> {
    const { name, service, mainFile, logFile, env } = this.settings;
    const started = await startProcess({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', mainFile, service],
      env,
      output: { file: logFile },
      graceMs: GRACE_MS,
    });
    this.#wanted = true;
    this.#process = started;
    void started.exited.then((exit) => this.#ended(started, exit));
  }

  async ready(timeoutMs: number): Promise<void> {
    const { name, url } = this.settings;
    await waitUntil(async () => ((await isUp(url)) ? true : undefined), {
      what: `${name} to be ready`,
      timeoutMs,
      pollMs: POLL_MS,
    });
  }

  async kill9(): Promise<void> {
    this.#wanted = false;
    await this.#process?.kill9();
  }

  /** SIGSTOP: it is there, and does nothing. */
  suspend(): void {
    if (this.#process?.isRunning() === true) process.kill(this.#process.pid, 'SIGSTOP');
  }

  resume(): void {
    if (this.#process?.isRunning() === true) process.kill(this.#process.pid, 'SIGCONT');
  }

  /** Its clock is read from the file within a second. */
  async setClockOff(byMs: number): Promise<void> {
    const { clockFile } = this.settings;
    const sign = byMs < 0 ? '-' : '+';
    if (clockFile !== null) await writeFile(clockFile, `${sign}${Math.abs(byMs) / 1_000}`);
  }

  /** Asks it to end, as an operator would. */
  async stop(): Promise<void> {
    this.#wanted = false;
    const exit = await this.#process?.stop();
    if (exit !== undefined && exit.code !== 0)
      this.unexpectedExits.push(`${this.settings.name} did not end well when asked to: ${describe(exit)}`);
  }

  async #ended(ended: ManagedProcess, exit: Exit): Promise<void> {
    if (!this.#wanted || this.#process !== ended) return;
    this.unexpectedExits.push(
      `${this.settings.name} ended by itself at ${new Date().toISOString()}: ${describe(exit)}`,
    );
    await delay(RESTART_MS);
    if (this.#wanted && this.#process === ended) await this.start();
  }
}

const describe = ({ code, signal }: Exit): string => (signal === null ? `code ${code}` : `signal ${signal}`);

async function isUp(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(PROBE_MS);
  const response = await fetch(`${url}/readyz`, { signal }).catch(() => undefined);
  await response?.body?.cancel().catch(() => undefined);
  return response?.status === 200;
}
