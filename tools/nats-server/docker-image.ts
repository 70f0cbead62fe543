import { join } from 'node:path';
import { type Cache, store } from './cache.js';
import { failed, type Outcome } from './outcome.js';
import { runCommand } from './run-command.js';

/** The official image is little more than the statically linked server. */
const image = 'nats:2.15';
const pathInImage = '/nats-server';
const answerTimeoutMs = 5000;
const pullTimeoutMs = 180_000;

/**
 * Takes the server out of the official image. It then runs as an ordinary process, like one from
 * anywhere else, instead of in a container with a life of its own.
 */
export async function fetchFromDocker(cache: Cache, workFolder: string): Promise<Outcome> {
  const engine = await docker(['version', '--format', '{{.Server.Os}}'], answerTimeoutMs);
  if (engine.kind === 'failed') return failed(`no Docker engine answers: ${engine.reason}`);
  const created = await docker(['create', image], pullTimeoutMs);
  if (created.kind === 'failed') return failed(`Docker could not get ${image}: ${created.reason}`);
  const container = created.stdout.trim().split('\n').at(-1) ?? '';
  const target = join(workFolder, 'nats-server');
  const copied = await docker(['cp', `${container}:${pathInImage}`, target], answerTimeoutMs);
  await docker(['rm', container], answerTimeoutMs);
  if (copied.kind === 'failed') return failed(`Docker could not copy ${pathInImage}: ${copied.reason}`);
  return await store(target, cache);
}

const docker = (args: readonly string[], timeoutMs: number) => runCommand('docker', args, { timeoutMs });
