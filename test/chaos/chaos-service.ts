import { setTimeout as delay } from 'node:timers/promises';
import { type Exit, type ManagedProcess, startProcess } from '../../tools/local-stack/managed-process.js';

interface ServiceSettings {
  readonly name: string;
  readonly mainFile: string;
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
}

const RESTART_MS = 300;

/** One service as a process of its own. An exit that we did not cause is noted, and repaired as a supervisor would. */
export class ChaosService {
  readonly unexpectedExits: string[] = [];
  #process: ManagedProcess | null = null;
  #wanted = false;

  constructor(readonly settings: ServiceSettings) {}

  async start(): Promise<void> {
    const { name, mainFile, logFile, env } = this.settings;
    const args = ['--enable-source-maps', mainFile, name];
    const started = await startProcess({
      name,
      command: process.execPath,
      args,
      env,
      output: { file: logFile },
    });
    this.#wanted = true;
    this.#process = started;
    void started.exited.then((exit) => this.#ended(started, exit));
  }

  async kill9(): Promise<void> {
    this.#wanted = false;
    await this.#process?.kill9();
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
