import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { identify, isRunning, type ProcessIdentity } from '../local-stack/process-identity.js';
import { projectRoot } from '../local-stack/project-root.js';
import { waitUntil } from '../local-stack/wait-until.js';
import { readRunFile, type RunInfo } from './run-file.js';

const startTimeoutMs = 60_000;
const endTimeoutMs = 30_000;

let folder: string;
type Start = ChildProcessByStdio<null, null, Readable>;
let running: Start | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhook-start-'));
  // The user that Postgres runs as must get in.
  await chmod(folder, 0o755);
});

afterAll(async () => {
  running?.kill('SIGTERM');
  await untilForgotten();
  await rm(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  let first: RunInfo;

  it('brings the whole system up and says where it is, to us only', async () => {
    first = await start();
    expect(Object.keys(first.pids).sort()).toEqual(['nats', 'postgres', 'services', 'start']);
    expect((await stat(join(folder, 'run.json'))).mode & 0o777).toBe(0o600);
    const headers = { authorization: `Bearer ${first.rootKey}` };
    expect((await fetch(`${first.gatewayUrl}/v1/tenants`, { headers })).status).toBe(200);
    const metrics = await fetch(first.metricsUrl ?? '');
    expect(await metrics.text()).toContain('deskhook_build_info{');
  }, 120_000);

  it('refuses to start a second time beside the first', async () => {
    const second = launch();
    const [said, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')]);
    expect({ said, code }).toEqual({ said: expect.stringContaining(first.gatewayUrl), code: 1 });
  }, 120_000);

  it('leaves nothing behind when it is killed', async () => {
    const processes = identities(first);
    running?.kill('SIGKILL');
    await untilEnded(processes);
    await untilForgotten();
  }, 120_000);

  it('starts again with the same keys, and ends everything when asked to', async () => {
    const again = await start();
    expect({ ...again, pids: {}, gatewayUrl: '' }).toEqual({ ...first, pids: {}, gatewayUrl: '' });
    const processes = identities(again);
    expect(await stop()).toEqual([0, null]);
    expect(processes.filter(isRunning)).toEqual([]);
  }, 120_000);
});

async function start(): Promise<RunInfo> {
  const child = launch();
  running = child;
  child.stderr.pipe(process.stderr);
  const probe = async (): Promise<RunInfo | undefined> => {
    if (child.exitCode !== null) throw new Error(`the start ended with code ${child.exitCode}`);
    return await readRunFile(folder);
  };
  return await waitUntil(probe, { what: 'run.json', timeoutMs: startTimeoutMs });
}

async function stop(): Promise<unknown[]> {
  if (running === undefined) throw new Error('nothing runs');
  const ended = once(running, 'exit');
  running.kill('SIGTERM');
  return await ended;
}

/** With an environment in which nothing of the system is set, as a new user has it. */
function launch(): Start {
  const names = Object.keys(process.env).filter((name) => !/^(DESKHOOK|OTEL)_/.test(name));
  const env = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  const main = join(projectRoot(), 'dist', 'tools', 'start', 'main.js');
  return spawn(process.execPath, [main, '--no-demo'], {
    env: { ...env, DESKHOOK_STATE_FOLDER: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function identities(info: RunInfo): ProcessIdentity[] {
  return Object.entries(info.pids)
    .map(([name, pid]) => identify(name, pid))
    .filter((identity) => identity !== undefined);
}

function untilEnded(processes: readonly ProcessIdentity[]): Promise<true> {
  const probe = (): true | undefined => (processes.some(isRunning) ? undefined : true);
  return waitUntil(probe, { what: 'the end of every process', timeoutMs: endTimeoutMs });
}

function untilForgotten(): Promise<true> {
  const probe = async (): Promise<true | undefined> =>
    (await readRunFile(folder)) === undefined ? true : undefined;
  return waitUntil(probe, { what: 'the end of run.json', timeoutMs: endTimeoutMs });
}
