import { z } from 'zod';

/** What a worker does for a command; the input is parsed by the command itself. */
export type Command = (input: unknown) => unknown;

const orderSchema = z.object({ id: z.number(), command: z.string(), input: z.unknown() });

/** Makes this process a worker: it answers its parent's commands over IPC and ends with the parent. */
export function serve(commands: Readonly<Record<string, Command>>): void {
  process.once('disconnect', () => process.exit(0));
  process.on('message', (raw) => void answer(commands, raw));
}

async function answer(commands: Readonly<Record<string, Command>>, raw: unknown): Promise<void> {
  const { id, command, input } = orderSchema.parse(raw);
  try {
    const work = commands[command];
    if (work === undefined) throw new Error(`this worker has no command "${command}"`);
    process.send?.({ id, value: (await work(input)) ?? null });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
