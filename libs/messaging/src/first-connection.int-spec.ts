import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAuthority } from '../../../test/support/certificates.js';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { freePort } from '../../../tools/local-stack/ports.js';
import { ensureStreams } from './ensure-streams.js';
import type { BrokerWait } from './first-connection.js';
import { connectBroker } from './nats-connection.js';

/** The first failure is the last. */
const BRIEF = { waitMsMax: 1 };

describe('a broker that is not up yet', () => {
  it('is waited for, says why at once, and is connected to when it comes', async () => {
    const port = await freePort();
    const waits: BrokerWait[] = [];
    let told: () => void = () => undefined;
    const toldOnce = new Promise<void>((resolve) => (told = resolve));
    const url = `nats://planted:secret@127.0.0.1:${port}`;
    const onWaiting = (wait: BrokerWait) => {
      waits.push(wait);
      told();
    };
    const connecting = connectBroker({ url, name: 'test' }, { onWaiting });
    await toldOnce;
    expect(waits).toEqual([
      {
        broker: `127.0.0.1:${port}`,
        attempt: 1,
        reason: expect.stringContaining(`ECONNREFUSED 127.0.0.1:${port}`),
      },
    ]);
    const nats = await startNatsServer({ port });
    const { connection } = await connecting;
    expect(await connection.rtt()).toBeGreaterThanOrEqual(0);
    await connection.close();
    await nats.stop();
  });

  it('is given up after the time that it has, with the setting and the reason', async () => {
    const port = await freePort();
    await expect(
      connectBroker({ url: `nats://u:planted@127.0.0.1:${port}`, name: 'test' }, BRIEF),
    ).rejects.toMatchObject({
      name: 'BrokerAwayError',
      message: expect.stringMatching(
        new RegExp(`^no broker at 127\\.0\\.0\\.1:${port} \\(DESKHOOK_NATS_URL\\).*ECONNREFUSED`),
      ),
    });
  });

  it('may be something that is no broker', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(connectBroker({ url: `127.0.0.1:${port}`, name: 'test' }, BRIEF)).rejects.toMatchObject({
      name: 'BrokerAwayError',
      message: expect.stringContaining('unexpected response'),
    });
    other.close();
  });
});

it.each(['ws://u:planted@127.0.0.1:1', 'nats://127.0.0.1:1,wss://127.0.0.1:2', 'nats://127.0.0.1:port'])(
  'a URL that can never be connected to ends the waiting at once: %s',
  async (url) => {
    const waits: BrokerWait[] = [];
    const onWaiting = (wait: BrokerWait) => void waits.push(wait);
    const refused = await connectBroker({ url, name: 'test' }, { onWaiting }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      name: 'BrokerUrlError',
      message: expect.stringMatching(/^DESKHOOK_NATS_URL .*nats:\/\/host:port/),
    });
    expect(String(refused)).not.toContain('planted');
    expect(waits).toEqual([]);
  },
);

it('is waited for no longer when the waiting is called off', async () => {
  const port = await freePort();
  const calledOff = new AbortController();
  const onWaiting = () => calledOff.abort(new Error('called off'));
  const url = `127.0.0.1:${port}`;
  await expect(connectBroker({ url, name: 'test' }, { onWaiting, signal: calledOff.signal })).rejects.toThrow(
    'called off',
  );
});

it('servers that were away at first are tried again when the connection is lost', async () => {
  const ports = await Promise.all(Array.from({ length: 6 }, freePort));
  const nats = await startNatsServer();
  const urls = [...ports.map((port) => `127.0.0.1:${port}`), `127.0.0.1:${nats.port}`];
  const { connection } = await connectBroker({ url: urls.join(','), name: 'test' });
  expect(
    connection
      .getServers()
      .map(({ listen }) => listen)
      .toSorted(),
  ).toEqual(urls.toSorted());
  await connection.close();
  await nats.stop();
});

describe('a broker with users', () => {
  let nats: NatsServer;
  beforeAll(async () => {
    nats = await startNatsServer({ config: 'authorization { users [ { user: logs, password: right } ] }' });
  });
  afterAll(() => nats.stop());

  it.each([
    ['a wrong password', { user: 'logs', password: 'planted' }, 'the user "logs"'],
    ['no user', {}, 'a client that names no user'],
  ])(
    'refuses %s once and for all, with where to look and without the password',
    async (_what, login, who) => {
      const waits: BrokerWait[] = [];
      const refused = await connectBroker(
        { url: nats.url, name: 'test', ...login },
        { onWaiting: (wait) => void waits.push(wait) },
      ).catch((error: unknown) => error);
      expect(refused).toMatchObject({
        name: 'BrokerLoginError',
        message: expect.stringContaining(
          `127.0.0.1:${nats.port} (DESKHOOK_NATS_URL) refuses the login of ${who}`,
        ),
      });
      expect(String(refused)).toContain('DESKHOOK_NATS_PASSWORD');
      expect(String(refused)).not.toMatch(/planted|\n/);
      expect(waits).toEqual([]);
    },
  );
});

describe('a broker whose certificate is not trusted', () => {
  let folder: string;
  let nats: NatsServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhook-first-connection-'));
    const server = await (await anAuthority()).server('localhost');
    await writeFile(join(folder, 'server.crt'), server.certificate);
    await writeFile(join(folder, 'server.key'), server.key);
    nats = await startNatsServer({
      config: `tls { cert_file: "${join(folder, 'server.crt')}", key_file: "${join(folder, 'server.key')}" }`,
    });
  });
  afterAll(async () => {
    await nats.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is waited for with the reason', async () => {
    const waits: BrokerWait[] = [];
    const onWaiting = (wait: BrokerWait) => void waits.push(wait);
    await expect(
      connectBroker({ url: `localhost:${nats.port}`, name: 'test', tls: {} }, { ...BRIEF, onWaiting }),
    ).rejects.toThrow(/certificate/);
    expect(waits).toMatchObject([{ broker: `localhost:${nats.port}`, attempt: 1 }]);
    expect(waits[0]?.reason).toMatch(/certificate.*\(\w+\)/);
  });
});

it('a single server that is to keep three copies names the setting', async () => {
  const nats = await startNatsServer();
  const broker = await connectBroker({ url: nats.url, name: 'test' });
  await expect(ensureStreams(broker, { replicas: 3, bytesMax: 2 ** 24 })).rejects.toMatchObject({
    name: 'BrokerUnfitError',
    message: expect.stringMatching(/^the broker has too few servers for DESKHOOK_STREAM_REPLICAS=3 [^\n]*$/),
  });
  await broker.connection.close();
  await nats.stop();
});
