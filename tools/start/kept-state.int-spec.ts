import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identify, isRunning } from '../local-stack/process-identity.js';
import { readRunFile, removeRunFile, writeRunFile } from './run-file.js';
import { loadSettings } from './settings.js';
import { AlreadyRunningError, claimCheckout } from './single-instance.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhook-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const aRun = {
  gatewayUrl: 'http://127.0.0.1:8081',
  natsUrl: '',
  databaseUrl: '',
  rootKey: 'k',
  pids: { start: 1 },
};

describe('the settings', () => {
  it('are the same at the second start, and private', async () => {
    const first = await loadSettings(folder);
    const second = await loadSettings(folder);
    expect({ ...second, ports: { ...second.ports, http: 0 } }).toEqual({
      ...first,
      ports: { ...first.ports, http: 0 },
    });
    expect(Buffer.from(first.secretsKey, 'base64')).toHaveLength(32);
    expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
  });

  it('leave a port alone that someone else has taken since', async () => {
    const first = await loadSettings(folder);
    const other = createServer().listen(first.ports.nats, '127.0.0.1');
    await once(other, 'listening');
    const second = await loadSettings(folder);
    other.close();
    expect(second.ports.nats).not.toBe(first.ports.nats);
    expect(second.ports.postgres).toBe(first.ports.postgres);
  });

  it('are not made anew when the file is damaged: the data would become unreadable', async () => {
    await writeFile(join(folder, 'settings.json'), '{}');
    await expect(loadSettings(folder)).rejects.toThrow('settings.json is damaged');
  });
});

describe('the claim on the checkout', () => {
  it('is refused while another start holds it, with its address', async () => {
    const claim = await claimCheckout(folder);
    await writeRunFile(folder, aRun);
    await expect(claimCheckout(folder)).rejects.toThrow(AlreadyRunningError);
    await expect(claimCheckout(folder)).rejects.toThrow('http://127.0.0.1:8081');
    await removeRunFile(folder);
    await claim.release();
    await expect(claimCheckout(folder)).resolves.toBeDefined();
  });

  it('ends what a start that died left behind, and nothing else', async () => {
    const [orphan, stranger] = [spawn('sleep', ['60']), spawn('sleep', ['60'])];
    await Promise.all([once(orphan, 'spawn'), once(stranger, 'spawn')]);
    const [left, other] = [orphan, stranger].map(({ pid }) => identify('sleep', pid ?? 0));
    if (left === undefined || other === undefined) throw new Error('sleep does not run');
    // The stranger got the pid of a child of the dead start: the start time tells them apart.
    await writeClaim({ start: { ...left, startTime: '1' }, children: [left, { ...other, startTime: '1' }] });
    await writeRunFile(folder, aRun);
    await claimCheckout(folder);
    expect([isRunning(left), isRunning(other)]).toEqual([false, true]);
    expect(await readRunFile(folder)).toBeUndefined();
    stranger.kill();
  });
});

async function writeClaim(record: object): Promise<void> {
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  await writeFile(join(folder, 'start.json'), JSON.stringify({ bootId, ...record }));
}
