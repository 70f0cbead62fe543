import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const replySchema = z.union([
  z.object({ id: z.number(), error: z.string() }),
  z.object({ id: z.number(), value: z.unknown() }),
]);

const ANSWER_MS_MAX = 10 * 60 * 1000;

/** A process of the benchmark's own that answers commands. It ends when we do, however we end. */
export class Worker {
  readonly pid: number;
  private readonly open = new Map<number, PromiseWithResolvers<unknown>>();
  private orders = 0;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    this.pid = child.pid ?? 0;
    child.on('message', (raw) => this.settle(raw));
    child.once('exit', (code, signal) => this.lose(`${name} ended (${signal ?? code})`));
  }

  static async start(name: string, module: string, nodeArgs: readonly string[] = []): Promise<Worker> {
    const child = fork(module, { execArgv: [...nodeArgs], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(child, 'spawn');
    return new Worker(name, child);
  }

  /** Has the worker do something, and parses what it answers. */
  async call<T>(command: string, input: object, answer: z.ZodType<T>, timeoutMs = ANSWER_MS_MAX): Promise<T> {
    const id = ++this.orders;
    const reply = Promise.withResolvers<unknown>();
    this.open.set(id, reply);
    const late = () => reply.reject(new Error(`${this.name}: no answer to "${command}" in ${timeoutMs} ms`));
    const timer = setTimeout(late, timeoutMs);
    this.child.send({ id, command, input });
    try {
      return answer.parse(await reply.promise);
    } finally {
      clearTimeout(timer);
      this.open.delete(id);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }

  private settle(raw: unknown): void {
    const reply = replySchema.parse(raw);
    const waiting = this.open.get(reply.id);
    if ('error' in reply) waiting?.reject(new Error(`${this.name}: ${reply.error}`));
    else waiting?.resolve(reply.value);
  }

  private lose(reason: string): void {
    for (const waiting of this.open.values()) waiting.reject(new Error(reason));
  }
}
