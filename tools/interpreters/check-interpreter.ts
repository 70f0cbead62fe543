import { failed, type Outcome } from '../nats-server/outcome.js';
import { runCommand } from '../nats-server/run-command.js';
import type { Interpreter } from './interpreters.js';

const versionTimeoutMs = 20_000;

/** Asks a program for its version: found when it is the interpreter and new enough. */
export async function checkInterpreter(interpreter: Interpreter, binary: string): Promise<Outcome> {
  const result = await runCommand(binary, ['--version'], { timeoutMs: versionTimeoutMs });
  if (result.kind === 'failed') return failed(`${binary} does not run: ${result.reason}`);
  const version = interpreter.versionPattern.exec(result.stdout)?.[1];
  if (version === undefined)
    return failed(`${binary} is not the ${interpreter.command} of ${interpreter.package}`);
  const oldest = interpreter.oldest.join('.');
  if (!isAtLeast(version, interpreter.oldest))
    return failed(`${binary} is ${version}, and ${oldest} is needed`);
  return { kind: 'found', binary, version };
}

function isAtLeast(version: string, [oldestMajor, oldestMinor]: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
