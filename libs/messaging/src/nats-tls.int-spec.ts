import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import { anAuthority } from '../../../test/support/certificates.js';
import { freePort } from '../../../tools/local-stack/ports.js';
import { startProcess, type ManagedProcess } from '../../../tools/local-stack/managed-process.js';
import { findNatsServer, foundBinaryVariable } from '../../../tools/nats-server/find-nats-server.js';
import { connectBroker, natsOptions } from './nats-connection.js';

/** A broker that speaks TLS only, and asks clients for a certificate. */
let server: ManagedProcess;
let url: string;
let folder: string;
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhook-nats-tls-'));
  const authority = await anAuthority();
  const stranger = await anAuthority();
  const broker = await authority.server('localhost');
  const client = await authority.client('deskhook');
  await writeFile(inFolder('ca.crt'), authority.certificate);
  await writeFile(inFolder('stranger.crt'), stranger.certificate);
  await writeFile(inFolder('server.crt'), broker.certificate);
  await writeFile(inFolder('server.key'), broker.key);
  await writeFile(inFolder('tls.crt'), client.certificate);
  await writeFile(inFolder('tls.key'), client.key);
  const port = await freePort();
  url = `nats://localhost:${port}`;
  await writeFile(
    inFolder('nats.conf'),
    `listen: "127.0.0.1:${port}"
     jetstream { store_dir: "${inFolder('data')}" }
     tls { cert_file: "${inFolder('server.crt')}", key_file: "${inFolder('server.key')}",
           ca_file: "${inFolder('ca.crt')}", verify: true }`,
  );
  const command = process.env[foundBinaryVariable] ?? (await findNatsServer()).binary;
  server = await startProcess({ name: 'nats-server', command, args: ['-c', inFolder('nats.conf')] });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const settings = (tls: { readonly ca?: string; readonly certificate?: string; readonly key?: string }) => ({
  url,
  name: 'test',
  tls,
});
const both = () => ({ certificate: inFolder('tls.crt'), key: inFolder('tls.key') });

/** Fails at once in place of waiting for a better broker. */
async function tryOnce(tls: Parameters<typeof settings>[0]): Promise<void> {
  const options = await natsOptions(settings(tls));
  await connect({ ...options, waitOnFirstConnect: false, maxReconnectAttempts: 0, reconnect: false });
}

test('connects to a broker of a private authority that asks for a certificate, and JetStream answers', async () => {
  const broker = await connectBroker(settings({ ca: inFolder('ca.crt'), ...both() }));
  expect(await broker.jsm.getAccountInfo()).toMatchObject({ streams: 0 });
  await broker.connection.close();
});

test('refuses a broker of another authority', async () => {
  await expect(tryOnce({ ca: inFolder('stranger.crt'), ...both() })).rejects.toThrow(
    /unable to verify|self.signed|certificate/i,
  );
});

test('is refused without its certificate', async () => {
  await expect(tryOnce({ ca: inFolder('ca.crt') })).rejects.toThrow();
});

test('a file that is not there stops the boot and is named', async () => {
  await expect(connectBroker(settings({ ca: inFolder('missing.crt') }))).rejects.toThrow(/missing\.crt/);
});
