// Test support: services of the hot path as processes of their own, which may be killed, stopped and started again.
import { join } from 'node:path';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startProcess, type ManagedProcess } from '../../tools/local-stack/managed-process.js';

/** Processes by names such as `dispatcher 2`: the service and which of its replicas. */
export class ServiceProcesses {
  private readonly running = new Map<string, ManagedProcess>();

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async start(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const [service = ''] = name.split(' ');
      const args = [join(projectRoot(), 'dist', 'services', 'main.js'), service];
      const env = { PATH: process.env['PATH'], ...this.env };
      const log = process.env['DESKHOOK_TEST_LOG'];
      const output = log === undefined ? {} : { output: { file: log } };
      this.running.set(name, await startProcess({ name, command: process.execPath, args, env, ...output }));
    }
  }

  /** Kills it with SIGKILL and starts another in its place. */
  async restart(name: string): Promise<void> {
    await this.running.get(name)?.kill9();
    await this.start(name);
  }

  /** SIGSTOP and SIGCONT, for instance. */
  signal(name: string, signal: NodeJS.Signals): void {
    const pid = this.running.get(name)?.pid;
    if (pid !== undefined) process.kill(pid, signal);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.values()].map((one) => one.stop()));
  }
}
