import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { freePort, startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';

const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const lineSchema = z.looseObject({
  event: z.string(),
  route: z.string().nullish(),
  caller: z.string().nullish(),
});

describe('what the services write', () => {
  let world: ApiWorld;
  let folder: string;
  const processes: ManagedProcess[] = [];
  let url: string;

  beforeAll(async () => {
    world = await startApiWorld();
    folder = await mkdtemp(join(tmpdir(), 'deskhook-log-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const env = { ...world.env, DESKHOOK_HTTP_PORT: String(port), DESKHOOK_LOG_LEVEL: 'debug' };
    for (const name of ['subscriptions', 'gateway']) {
      const args = [join(projectRoot(), 'dist', 'services', 'main.js'), name];
      const output = { file: join(folder, `${name}.log`) };
      processes.push(await startProcess({ name, command: process.execPath, args, env, output }));
    }
    const isUp = async () =>
      (await fetch(`${url}/readyz`).catch(() => null))?.ok === true ? true : undefined;
    await waitUntil(isUp, { what: 'the gateway', timeoutMs: 60_000 });
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await world.close();
    await rm(folder, { recursive: true });
  });

  it('is one line for each request, without secrets and bodies', async () => {
    const key = await world.keyFor('acme', 'admin');
    const call = (path: string, body: object) =>
      fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const subscription = { name: 'CRM', urls: ['https://example.com/hook'], events: ['*'], secret: SECRET };
    for (let count = 0; count < 10; count += 1) {
      expect((await call('/v1/tenants/acme/subscriptions', subscription)).status).toBe(201);
    }
    await call('/v1/tenants/acme/subscriptions', { ...subscription, secret: `${SECRET}!` });
    expect((await call('/v1/tenants/acme/events', anEvent())).status).toBe(202);
    const text = async () =>
      (
        await Promise.all(
          ['gateway', 'subscriptions'].map((name) => readFile(join(folder, `${name}.log`), 'utf8')),
        )
      ).join('\n');
    // A request's line is written after its answer.
    const logged = await waitUntil(
      async () => {
        const so = await text();
        return requestsIn(so).length >= 12 ? so : undefined;
      },
      { what: 'the lines of all requests', timeoutMs: 60_000 },
    );
    for (const secret of [SECRET, key, 'Cannot log in']) expect(logged).not.toContain(secret);
    const mine = requestsIn(logged);
    expect(mine).toHaveLength(12);
    expect(mine[0]).toMatchObject({
      method: 'POST',
      status: 201,
      tenant: 'acme',
      caller: expect.stringMatching(/^key_/),
    });
  });
});

/** The lines of requests to the API, of those that are written to their end. */
function requestsIn(logged: string) {
  return logged
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => lineSchema.parse(JSON.parse(line)))
    .filter(({ event, route }) => event === 'http.request' && route?.startsWith('/v1/') === true);
}
