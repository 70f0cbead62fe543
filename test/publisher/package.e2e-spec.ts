import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { buildPublisherPackage, tsc } from '../../tools/publisher/build-package.js';
import { startBroker, type TestBroker } from '../support/broker.js';

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
createHttpPublisher({ url: 'http://127.0.0.1', key: 'k', tenant: 'acme', onFailed: ({ event }) => event.id });
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
  let folder: string;
  let broker: TestBroker;
  let packedBytes: number;
  beforeAll(async () => {
    broker = await startBroker();
    await mkdir(join(projectRoot(), '.deskhook'), { recursive: true });
    // Inside the project: the compiler looks for the types of Node from there upwards.
    folder = await mkdtemp(join(projectRoot(), '.deskhook', 'publisher-test-'));
    const built = join(folder, 'built');
    await buildPublisherPackage(built);
    packedBytes = await unpackInto(join(folder, 'app', 'node_modules', '@deskhook', 'publisher'), built);
    await linkDependencies(join(folder, 'app', 'node_modules'));
  }, 60_000);
  afterAll(async () => {
    await broker.close();
    await rm(folder, { recursive: true, force: true });
  });

  const env = () => ({ PATH: process.env['PATH'], NATS_URL: broker.broker.connection.getServer() });
  const program = async (file: string, text: string, id: string) => {
    await writeFile(join(folder, 'app', file), text);
    const { stdout } = await run(process.execPath, [file, id], { cwd: join(folder, 'app'), env: env() });
    return JSON.parse(stdout);
  };

  it('is small, and holds nothing but what it needs', async () => {
    expect(packedBytes).toBeLessThan(PACKED_BYTES_MAX);
    const text = await readFile(join(folder, 'app/node_modules/@deskhook/publisher/package.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ name: '@deskhook/publisher', license: 'Apache-2.0' });
    expect(JSON.parse(text)).not.toHaveProperty('private');
  });

  it('runs as an ES module and as CommonJS', async () => {
    const esm = `import { ${NAMES} } from '@deskhook/publisher';\n${PROGRAM}`;
    expect(await program('app.mjs', esm, 'esm')).toEqual({ sequence: 1, name: 'QueueFullError' });
    const cjs = `const { ${NAMES} } = require('@deskhook/publisher');\n${PROGRAM}`;
    expect(await program('app.cjs', cjs, 'cjs')).toEqual({ sequence: 2, name: 'QueueFullError' });
  });

  it.each(['mts', 'cts'])(
    'is typed for a consumer in .%s',
    async (extension) => {
      const file = `typed.${extension}`;
      const imports = `import { ${NAMES}, type Publisher, type Stored } from '@deskhook/publisher';\n`;
      await writeFile(join(folder, 'app', file), imports + CONSUMER);
      const options = [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--module',
        'node16',
        '--moduleResolution',
        'node16',
      ];
      await tsc([...options, '--target', 'es2022', '--types', 'node', file], join(folder, 'app'));
    },
    60_000,
  );
});

/** Packs it as npm would publish it, and unpacks that as npm would install it; returns the size of the package in bytes. */
async function unpackInto(target: string, built: string): Promise<number> {
  const npm = ['pack', '--json', '--ignore-scripts', '--pack-destination', built, built];
  const { stdout } = await run('npm', npm);
  const [{ filename, size }] = JSON.parse(stdout);
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', join(built, filename), '-C', target, '--strip-components=1']);
  return size;
}

/** Its dependencies, as they are installed here; what else the application has is not there. */
async function linkDependencies(modules: string): Promise<void> {
  await symlink(join(projectRoot(), 'node_modules/@nats-io'), join(modules, '@nats-io'));
}
