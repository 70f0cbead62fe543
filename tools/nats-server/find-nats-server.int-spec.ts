import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startNatsServer } from '../local-stack/nats-server.js';
import { freePort } from '../local-stack/ports.js';
import { findInCache, store } from './cache.js';
import { checkBroker } from './existing-broker.js';
import { findNatsServer, foundBinaryVariable } from './find-nats-server.js';
import { findOnPath } from './on-path.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhook-finder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function aServer(place: string, version: string): Promise<string> {
  const path = join(folder, place, 'nats-server');
  await mkdir(join(folder, place), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho 'nats-server: v${version}'\n`);
  await chmod(path, 0o755);
  return path;
}

const emptyCache = () => ({ project: join(folder, 'project-cache'), user: join(folder, 'user-cache') });

describe('nats-server on PATH', () => {
  it('skips one that is too old, and says why', async () => {
    const old = await aServer('old', '2.9.10');
    const outcome = await findOnPath(join(folder, 'old'));
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(outcome).toHaveProperty(
      'reason',
      expect.stringContaining(`${old} is 2.9.10, and 2.12.0 or newer`),
    );
  });

  it('finds a newer one behind it', async () => {
    await aServer('old', '2.9.10');
    const binary = await aServer('new', '2.14.1');
    const path = `${join(folder, 'old')}:${join(folder, 'new')}`;
    expect(await findOnPath(path)).toEqual({ kind: 'found', binary, version: '2.14.1' });
  });
});

describe('the cache', () => {
  it("serves a fresh clone from the user's folder", async () => {
    const cache = emptyCache();
    await store(await aServer('fetched', '2.15.1'), cache);
    const clone = { ...cache, project: join(folder, 'another-checkout') };
    const found = await findInCache(clone);
    expect(found).toMatchObject({ kind: 'found', version: '2.15.1' });
    expect(found).toHaveProperty('binary', expect.stringContaining('another-checkout'));
  });

  it('keeps nothing that is too old', async () => {
    const cache = emptyCache();
    expect(await store(await aServer('fetched', '2.10.3'), cache)).toMatchObject({ kind: 'failed' });
    expect(existsSync(cache.project)).toBe(false);
  });
});

describe('findNatsServer', () => {
  it('prefers PATH', async () => {
    const binary = await aServer('bin', '2.12.2');
    expect(await findNatsServer({ path: join(folder, 'bin'), cache: emptyCache() })).toMatchObject({
      binary,
    });
  });

  it('tells every failure and what to do when nothing can be had', async () => {
    // Without PATH neither Docker's nor Debian's programs can be run, and nothing is downloaded.
    const { PATH } = process.env;
    const { fetch } = globalThis;
    process.env['PATH'] = join(folder, 'empty');
    globalThis.fetch = () => Promise.reject(new Error('the network is down'));
    try {
      await aServer('old', '2.9.10');
      const finding = findNatsServer({ path: join(folder, 'old'), cache: emptyCache() });
      await expect(finding).rejects.toThrow(
        /PATH: .*2\.9\.10[^]*the cache: [^]*Docker: [^]*Debian[^]*the official release: .*network is down[^]*What to do/,
      );
    } finally {
      process.env['PATH'] = PATH;
      globalThis.fetch = fetch;
    }
  });
});

describe('the broker that DESKHOOK_NATS_URL names', () => {
  it('is taken when it is new enough and has JetStream', async () => {
    const server = await startNatsServer();
    expect(await checkBroker(server.url)).toMatch(/^2\.\d+\.\d+$/);
    await server.stop();
  });

  it('is refused without JetStream', async () => {
    const url = await aBroker({ version: '2.15.1', jetstream: false });
    await expect(checkBroker(url)).rejects.toThrow('runs without JetStream');
  });

  it('is refused when it is too old, with the reason', async () => {
    const url = await aBroker({ version: '2.9.10', jetstream: true });
    await expect(checkBroker(url)).rejects.toThrow('is 2.9.10, and 2.12.0 or newer is needed');
  });

  it('is refused when nobody answers', async () => {
    await expect(checkBroker(`nats://127.0.0.1:${await freePort()}`)).rejects.toThrow(
      'no broker answers there',
    );
  });
});

/** Says what an old or restricted server says when a client connects. */
async function aBroker(info: object): Promise<string> {
  const server = createServer((socket) => socket.end(`INFO ${JSON.stringify(info)} \r\n`));
  const port = await freePort();
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  server.unref();
  return `nats://127.0.0.1:${port}`;
}

it('the run of the tests has found its own server', () => {
  expect(process.env[foundBinaryVariable]).toBeDefined();
});
