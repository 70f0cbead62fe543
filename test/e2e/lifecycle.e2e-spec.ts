import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { freePort, startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';

const MAIN = join(projectRoot(), 'dist', 'services', 'main.js');
const MIB_MAX = 64;
const COMMON = {
  PATH: process.env['PATH'],
  DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
  DESKHOOK_ROOT_KEY: randomBytes(24).toString('base64url'),
  DESKHOOK_HTTP_HOST: '127.0.0.1',
  DESKHOOK_STREAM_MIB_MAX: String(MIB_MAX),
};

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask(port: number, path: string): Promise<Answer | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
  return answer === undefined ? undefined : { status: answer.status, text: await answer.text() };
}

describe('SIGTERM', () => {
  /** Runs a command until it has said that it waits, asks it to end, and gives its code. */
  async function endWhileItWaits(command: string, env: NodeJS.ProcessEnv): Promise<unknown> {
    const child: ChildProcess = spawn(process.execPath, [MAIN, command], {
      env: { ...COMMON, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'exit');
    if (child.stdout !== null) await once(createInterface(child.stdout), 'line');
    child.kill('SIGTERM');
    return ended;
  }

  it.each([
    ['evaluator', 0],
    ['gateway', 0],
    ['all', 0],
    ['provision', 143],
  ])(
    'ends %s while there is no broker',
    async (command, code) => {
      const env = { DESKHOOK_NATS_URL: `127.0.0.1:${await freePort()}` };
      const port = String(await freePort());
      // By its own doing, not by the signal's default: that is dropped where it is process 1.
      expect(
        await endWhileItWaits(command, { ...env, DESKHOOK_HTTP_PORT: port, DESKHOOK_HEALTH_PORT: port }),
      ).toEqual([code, null]);
    },
    60_000,
  );

  it('ends a migration that waits for its database, and that is no success', async () => {
    const silent = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has one of these
    const { port } = silent.address() as AddressInfo;
    const child = spawn(process.execPath, [MAIN, 'migrate'], {
      env: { ...COMMON, DESKHOOK_DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/deskhook` },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    const [socket] = await once(silent, 'connection');
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    socket.destroy();
    silent.close();
  }, 120_000);
});

describe('services that may not provision', () => {
  let storeDir: string;
  let monitorPort: number;
  let nats: NatsServer;
  let broker: Broker;
  const services: { readonly process: ManagedProcess; readonly port: number }[] = [];
  beforeAll(async () => {
    storeDir = await mkdtemp(join(tmpdir(), 'deskhook-lifecycle-'));
    monitorPort = await freePort();
    nats = await startNatsServer({ storeDir, config: `http: "127.0.0.1:${monitorPort}"` });
    broker = await connectBroker({ url: nats.url, name: 'test' });
    for (const name of ['evaluator', 'gateway']) services.push(await start(name));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(services.map(({ process }) => process.stop()));
    await broker.connection.close();
    await nats.stop();
    await rm(storeDir, { recursive: true, force: true });
  });

  async function start(name: string) {
    const port = await freePort();
    const child = await startProcess({
      name,
      command: process.execPath,
      args: [MAIN, name],
      env: {
        ...COMMON,
        DESKHOOK_NATS_URL: nats.url,
        DESKHOOK_NATS_PROVISION: 'false',
        ...(name === 'gateway'
          ? { DESKHOOK_HTTP_PORT: String(port) }
          : { DESKHOOK_HEALTH_PORT: String(port) }),
      },
    });
    return { process: child, port };
  }

  const provision = () =>
    promisify(execFile)(process.execPath, [MAIN, 'provision'], {
      env: { ...COMMON, DESKHOOK_NATS_URL: nats.url },
    });

  /** Every service says so on its port, in the process that it began in. */
  async function everyService(what: string, says: (readiness: Answer) => boolean): Promise<void> {
    for (const { port, process: child } of services) {
      const look = async () => {
        if (!child.isRunning()) throw new Error(`${child.name} has ended`);
        const readiness = await ask(port, '/readyz');
        return (readiness !== undefined && says(readiness)) || undefined;
      };
      await waitUntil(look, { what: `${child.name} ${what}`, timeoutMs: 60_000, pollMs: 100 });
    }
  }

  const connectionNames = async (): Promise<readonly string[]> => {
    const answer = await fetch(`http://127.0.0.1:${monitorPort}/connz`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the monitoring of nats-server
    const { connections } = (await answer.json()) as { connections: readonly { name: string }[] };
    return connections.map(({ name }) => name).toSorted();
  };
  /** Every pull of a replica waits at the broker. */
  const pullsWaiting = async (): Promise<number> =>
    (await broker.jsm.consumers.info(STREAMS.events, CONSUMERS.evaluatorEvents)).num_waiting;

  it('live and say what is missing until somebody has provisioned it, and leave no connection behind', async () => {
    await everyService('to say what is missing', ({ status, text }) => {
      return status === 503 && text.includes('EVENTS is missing') && text.includes('main.js provision');
    });
    for (const { port } of services) {
      expect(await ask(port, '/healthz')).toEqual({ status: 200, text: '{"status":"live"}' });
      expect(await ask(port, '/v1/self')).toMatchObject({ status: 503 });
    }
    // Half of it: the streams without the consumers.
    await ensureStreams(broker, { replicas: 1, bytesMax: MIB_MAX * 1024 * 1024 });
    const [evaluator] = services;
    await waitUntil(
      async () => (await ask(evaluator?.port ?? 0, '/readyz'))?.text.includes('the consumer') || undefined,
      { what: 'the evaluator to say that its consumer is missing', timeoutMs: 60_000 },
    );
    await provision();
    await everyService('to be ready', ({ status }) => status === 200);
    expect(await connectionNames()).toEqual([
      'deskhook-evaluator',
      'deskhook-evaluator-calls',
      'deskhook-gateway',
      'test',
    ]);
    expect(await pullsWaiting()).toBe(1);
  }, 120_000);

  it('go on after the broker was lost and provisioned anew', async () => {
    await nats.kill9();
    await rm(join(storeDir, 'jetstream'), { recursive: true });
    await nats.restart();
    await everyService('to say what is lost', ({ status, text }) => {
      return status === 503 && text.includes('main.js provision');
    });
    await provision();
    await everyService('to be ready again', ({ status }) => status === 200);
    expect(await pullsWaiting()).toBe(1);
    const names = await connectionNames();
    expect(new Set(names).size).toBe(names.length);
  }, 180_000);

  it('end with one line when a setting can never work', async () => {
    const env = { ...COMMON, DESKHOOK_NATS_URL: 'ws://127.0.0.1:1' };
    await expect(promisify(execFile)(process.execPath, [MAIN, 'evaluator'], { env })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^deskhook: DESKHOOK_NATS_URL [^\n]*\n$/),
    });
  }, 120_000);
});
