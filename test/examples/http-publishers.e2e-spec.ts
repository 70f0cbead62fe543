import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { phpBinary } from '../support/php.js';
import { pythonBinary } from '../support/python.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { buildGoExample, findGo } from './go-example.js';
import { startRoughGateway } from './rough-gateway.js';
import { runExample, type Program } from './run-example.js';
import { DELIVERED, endWithout, typesAt } from './what-examples-do.js';

const goCommand = findGo();
const TIMEOUT_MS = 60_000;
const BUILD_TIMEOUT_MS = 600_000;
describe('the examples of publishers over HTTP', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let folder: string;
  let goProgram = '';
  let key: string;
  let tenant: string;
  let made = 0;
  beforeAll(async () => {
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
    ]);
    folder = await mkdtemp(join(tmpdir(), 'deskhook-examples-'));
    if (goCommand !== null) goProgram = await buildGoExample(goCommand, folder);
  }, BUILD_TIMEOUT_MS);
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    receiver = await startReceiver();
    tenant = `tenant-${++made}`;
    key = await world.keyFor(tenant, 'publisher');
    const subscription = { name: 'CRM', urls: [receiver.url], events: ['ticket.*', 'reply.created'] };
    const answer = await world.call('POST', `/v1/tenants/${tenant}/subscriptions`, { json: subscription });
    expect(answer.status).toBe(201);
  });
  afterEach(() => receiver.close());

  const programs = (): Readonly<Record<string, Program>> => ({
    node: { command: process.execPath, args: ['publish.mjs'], folder: 'node' },
    php: { command: phpBinary(), args: ['publish.php'], folder: 'php' },
    python: { command: pythonBinary(), args: ['-B', 'publish.py'], folder: 'python' },
    go: { command: goProgram, args: [], folder: 'go' },
  });
  const program = (name: string): Program => {
    const found = programs()[name];
    if (found === undefined) throw new RangeError(`there is no example in ${name}`);
    return found;
  };
  const run = (name: string, url: string, withKey = key) =>
    runExample(program(name), { DESKHOOK_URL: url, DESKHOOK_KEY: withKey, DESKHOOK_TENANT: tenant });

  for (const name of ['node', 'php', 'python', 'go'] as const) {
    const test = name === 'go' && goCommand === null ? it.skip : it;

    test(
      `${name}: a ticket's life arrives, also where the gateway is away at first`,
      async () => {
        const gateway = await startRoughGateway(world.url);
        const { code, stdout, stderr } = await run(name, gateway.url);
        expect({ code, stderr }).toEqual({
          code: 0,
          stderr: expect.stringMatching(/^not stored yet \(503\).*1 ?s\n$/),
        });
        expect(stdout.trim().split('\n')).toHaveLength(3);
        const [refused, repeated] = gateway.bodies;
        expect(repeated).toBe(refused);
        await receiver.received(DELIVERED.length);
        expect(typesAt(receiver).toSorted()).toEqual(DELIVERED);
        await gateway.close();
      },
      TIMEOUT_MS,
    );

    test(
      `${name}: says which variable is not set, and why nothing answers`,
      async () => {
        const all = { DESKHOOK_URL: await nobodysUrl(), DESKHOOK_KEY: key, DESKHOOK_TENANT: tenant };
        for (const variable of ['DESKHOOK_URL', 'DESKHOOK_KEY', 'DESKHOOK_TENANT']) {
          const env = { ...all, [variable]: '' };
          expect(await runExample(program(name), env)).toEqual(endWithout(variable));
        }
        const { stderr } = await runExample(program(name), all, /^not stored yet.*\n/);
        expect(stderr).toMatch(/^not stored yet \(no answer: .*refused.*\), again in (0\.5 ?s|500ms)\n/i);
      },
      TIMEOUT_MS,
    );

    test(
      `${name}: says what is wrong, where, and ends`,
      async () => {
        const errors = [{ pointer: '/data/ticket/id', detail: 'is required' }];
        receiver.answer(() => ({ code: 422, body: JSON.stringify({ detail: 'It is not valid', errors }) }));
        const refused = await run(name, receiver.url);
        expect(refused).toMatchObject({ code: 1, stdout: '' });
        expect(refused.stderr).toContain('422 It is not valid\n  /data/ticket/id: is required\n');
        expect(receiver.requests).toHaveLength(1);
        const unknown = await run(name, world.url, 'dhk_unknown');
        expect(unknown.code).toBe(1);
        expect(unknown.stderr).toMatch(/^401 .*key/);
      },
      TIMEOUT_MS,
    );
  }
});

/** Where nobody listens any more. */
async function nobodysUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}
