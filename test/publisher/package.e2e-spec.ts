import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tsc } from '../../tools/publisher/build-package.js';
import { startBroker, type TestBroker } from '../support/broker.js';
import { freePort } from '../support/processes.js';
import { installPublisher, type Application } from './installed-package.js';

const run = promisify(execFile);
const PACKED_BYTES_MAX = 40_000;

const PROGRAM = `
const publisher = createPublisher({ servers: process.env.NATS_URL, tenant: 'acme' });
publisher.publish('ticket.created', { ticket: { id: 1 } }, { id: process.argv[2] }).then(async ({ sequence }) => {
  await publisher.close();
  console.log(JSON.stringify({ sequence, name: new QueueFullError('', {}).name }));
});
`;

/** What a consumer's compiler must and must not take. */
const CONSUMER = `
const publisher: Publisher = createPublisher({ servers: 'nats://127.0.0.1', tenant: 'acme' });
createHttpPublisher({ url: 'http://127.0.0.1', key: 'k', tenant: 'acme', onFailed: ({ name, message }) => name + message });
const stored: Promise<Stored> = publisher.publish('ticket.created', { ticket: { id: 1, own: true } });
void publisher.publish('custom.import.done', { rows: 3 }, { actorType: 'system' });
void stored.catch((error: unknown) => (error instanceof QueueFullError ? error.event : null));
// @ts-expect-error the id of the ticket is missing
void publisher.publish('ticket.created', { ticket: {} });
// @ts-expect-error no type of the catalogue
void publisher.publish('ticket.craeted', { ticket: { id: 1 } });
// @ts-expect-error a text where a person belongs
void publisher.publish('reply.created', { ticket: { id: 1, requester: 'Jane' } });
// @ts-expect-error Deskhook's own news
void publisher.publish('deskhook.loop_stopped', {});
`;
const NAMES = 'createHttpPublisher, createPublisher, QueueFullError';

describe('the package as npm gets it', () => {
  let application: Application;
  let broker: TestBroker;
  beforeAll(async () => {
    broker = await startBroker();
    application = await installPublisher();
  }, 120_000);
  afterAll(async () => {
    await broker.close();
    await application.remove();
  });

  const env = () => ({ PATH: process.env['PATH'], NATS_URL: broker.broker.connection.getServer() });
  const program = async (file: string, text: string, id: string) => {
    await writeFile(join(application.folder, file), text);
    const { stdout } = await run(process.execPath, [file, id], { cwd: application.folder, env: env() });
    return JSON.parse(stdout);
  };

  it('is small, and holds nothing but what it needs', async () => {
    expect(application.packedBytes).toBeLessThan(PACKED_BYTES_MAX);
    const text = await readFile(
      join(application.folder, 'node_modules/@deskhook/publisher/package.json'),
      'utf8',
    );
    expect(JSON.parse(text)).toMatchObject({ name: '@deskhook/publisher', license: 'Apache-2.0' });
    expect(JSON.parse(text)).not.toHaveProperty('private');
  });

  it('asks for a Node that its dependencies run on', async () => {
    const modules = join(application.folder, 'node_modules');
    const oldest = async (name: string) => {
      const { engines } = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
      return Number(/\d+/.exec(engines?.node ?? '')?.[0] ?? 0);
    };
    const needed = await Promise.all(
      ['nkeys', 'nuid', 'transport-node'].map((one) => oldest(`@nats-io/${one}`)),
    );
    expect(await oldest('@deskhook/publisher')).toBe(Math.max(...needed));
  });

  it('runs as an ES module and as CommonJS', async () => {
    const esm = `import { ${NAMES} } from '@deskhook/publisher';\n${PROGRAM}`;
    expect(await program('app.mjs', esm, 'esm')).toEqual({ sequence: 1, name: 'QueueFullError' });
    const cjs = `const { ${NAMES} } = require('@deskhook/publisher');\n${PROGRAM}`;
    expect(await program('app.cjs', cjs, 'cjs')).toEqual({ sequence: 2, name: 'QueueFullError' });
  });

  it.each(['nats', 'http'])(
    'says on stderr why events wait, where nobody asked to be told: over %s',
    async (way) => {
      const port = await freePort();
      const place =
        way === 'nats' ? `servers: 'nats://127.0.0.1:${port}'` : `key: 'k', url: 'http://127.0.0.1:${port}'`;
      const create = way === 'nats' ? 'createPublisher' : 'createHttpPublisher';
      const text = `import { ${create} as create } from '@deskhook/publisher';
const publisher = create({ ${place}, tenant: 'acme' });
publisher.publish('ticket.created', { ticket: { id: 1 } }).catch(() => undefined);
await publisher.close({ timeoutMs: 2_000 });`;
      await writeFile(join(application.folder, 'unheard.mjs'), text);
      const options = { cwd: application.folder, env: env() };
      const { stdout, stderr } = await run(process.execPath, ['unheard.mjs'], options);
      const said = stderr.split('\n').filter((line) => line.includes('DeskhookPublisher: '));
      expect(said).toEqual([
        expect.stringMatching(/events of tenant acme cannot be stored now .*127\.0\.0\.1:\d+: .*REFUSED/i),
      ]);
      expect(stdout).toBe('');
    },
  );

  it('lets its process end, also where a broker takes connections and says nothing', async () => {
    const silent = createServer(() => undefined);
    const connected = once(silent, 'connection');
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const text = `import { createPublisher } from '@deskhook/publisher';
const publisher = createPublisher({ servers: '127.0.0.1:${port}', tenant: 'acme' });
publisher.publish('ticket.created', { ticket: { id: 1 } }).catch(({ name }) => console.log(name));
await publisher.close({ timeoutMs: 1_000 });`;
    await writeFile(join(application.folder, 'silent.mjs'), text);
    const options = { cwd: application.folder, env: env(), timeout: 20_000 };
    const { stdout } = await run(process.execPath, ['silent.mjs'], options);
    expect(stdout).toBe('NotStoredError\n');
    await connected;
    await new Promise((resolve) => silent.close(resolve));
  });

  it.each(['mts', 'cts'])(
    'is typed for a consumer in .%s',
    async (extension) => {
      const file = `typed.${extension}`;
      const imports = `import { ${NAMES}, type Publisher, type Stored } from '@deskhook/publisher';\n`;
      await writeFile(join(application.folder, file), imports + CONSUMER);
      const options = [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--module',
        'node16',
        '--moduleResolution',
        'node16',
      ];
      await tsc([...options, '--target', 'es2022', '--types', 'node', file], application.folder);
    },
    60_000,
  );
});
