import { failed, type Outcome } from './outcome.js';
import { runCommand } from './run-command.js';
import { isNewEnough, parseVersion, tooOld } from './version.js';

const versionTimeoutMs = 10_000;

/** Asks a program for its version: found when it is a nats-server that is new enough. */
export async function checkBinary(path: string): Promise<Outcome> {
  const result = await runCommand(path, ['--version'], { timeoutMs: versionTimeoutMs });
  if (result.kind === 'failed') return failed(`${path} does not run: ${result.reason}`);
  const version = parseVersion(result.stdout);
  if (version === undefined) return failed(`${path} --version names no version`);
  if (!isNewEnough(version)) return failed(tooOld(path, version));
  return { kind: 'found', binary: path, version };
}
