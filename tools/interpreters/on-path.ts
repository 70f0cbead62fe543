import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { failed, type Outcome } from '../nats-server/outcome.js';
import { checkInterpreter } from './check-interpreter.js';
import type { Interpreter } from './interpreters.js';

/** The first on PATH that will do: one that is too old, or a shim without a program, does not hide the next. */
export async function findOnPath(interpreter: Interpreter, path: string): Promise<Outcome> {
  const reasons: string[] = [];
  for (const candidate of candidates(interpreter, path)) {
    if (!existsSync(candidate)) continue;
    const outcome = await checkInterpreter(interpreter, candidate);
    if (outcome.kind === 'found') return outcome;
    reasons.push(outcome.reason);
  }
  return failed(reasons.join('; ') || `PATH has no ${interpreter.command}`);
}

function candidates(interpreter: Interpreter, path: string): readonly string[] {
  const folders = [...new Set(path.split(delimiter))].filter((folder) => folder !== '');
  const names = [interpreter.command, ...interpreter.otherCommands];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
