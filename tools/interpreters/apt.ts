import { type CommandResult, runCommand } from '../nats-server/run-command.js';

const indexTimeoutMs = 180_000;
const packagesTimeoutMs = 600_000;

/** Nobody answers questions here, and another apt may hold the lock for a while. */
const quiet = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', '-o', 'DPkg::Lock::Timeout=120'];

/** Runs `apt-get install --no-install-recommends`, after an update. */
export async function aptInstall(
  packages: readonly string[],
  options: readonly string[] = [],
): Promise<CommandResult> {
  const apt = (args: readonly string[], timeoutMs: number): Promise<CommandResult> =>
    runCommand('env', [...quiet, ...options, ...args], { timeoutMs });
  let updated = await apt(['update'], indexTimeoutMs);
  if (updated.kind === 'failed' && updated.reason.includes('is expired')) {
    // A frozen mirror: its signature still proves whose index it is, only not that it is the latest.
    updated = await apt(['-o', 'Acquire::Check-Valid-Until=false', 'update'], indexTimeoutMs);
  }
  const installed = await apt(['install', '--no-install-recommends', ...packages], packagesTimeoutMs);
  // A source of no interest to us may be out of reach: what counts is whether the packages came.
  if (installed.kind === 'ok' || updated.kind === 'ok') return installed;
  return { kind: 'failed', reason: `${updated.reason}; ${installed.reason}` };
}
