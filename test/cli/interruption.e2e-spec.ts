import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startCli, runCli } from './run-cli.js';

const EVENT = {
  id: 'e-1',
  type: 'ticket.created',
  ticketId: '7',
  source: '/desk',
  subject: null,
  time: null,
  receivedAt: '2026-02-17T14:45:00.000Z',
};
const REPLAY = {
  id: 'rep_1',
  kind: 'deliveries',
  filter: { status: 'dead', to: '2026-02-17T14:45:00.000Z' },
  perSecond: 0,
  selected: 2,
  state: 'running',
  replayed: 1,
  skipped: 0,
  skippedBy: {},
  failed: 0,
  failures: [],
  waiting: null,
  detail: null,
  startedBy: 'root',
  createdAt: EVENT.receivedAt,
  updatedAt: EVENT.receivedAt,
  endedAt: null,
};

/** An API that answers so slowly that there is time to turn away from it. */
describe('deskhook, when nobody waits for it', () => {
  let answer: (path: string, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => answer(request.url ?? '', response));
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens at a port
    const { port } = server.address() as AddressInfo;
    env = { DESKHOOK_URL: `http://127.0.0.1:${port}`, DESKHOOK_KEY: 'dhk_x', DESKHOOK_TENANT: 'acme' };
  });
  beforeEach(() => {
    answer = () => undefined;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([false, true])('Ctrl-C, with the launcher: %j', async (launched) => {
    answer = (_path, response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const tail = startCli(['tail'], { env, launched });
    await tail.notesSoon('waiting for attempts');
    tail.interrupt();
    expect((await tail.ended).code).toBe(0);
  });

  test('Ctrl-C while a replay is waited for: how far it is, and how to follow it', async () => {
    const asked = Promise.withResolvers<undefined>();
    answer = (_path, response) => {
      asked.resolve(undefined);
      response.end(JSON.stringify(REPLAY));
    };
    const replay = startCli(['replay', '--follow', 'rep_1'], { env, launched: true });
    await asked.promise;
    replay.interrupt();
    const { code, stderr } = await replay.ended;
    expect([code, stderr]).toEqual([130, expect.stringContaining('deskhook replay --follow rep_1')]);
  });

  test('Ctrl-C breaks a list off, with what was read of it', async () => {
    const second = Promise.withResolvers<undefined>();
    answer = (path, response) => {
      if (path.includes('cursor')) second.resolve(undefined);
      else response.end(JSON.stringify({ items: [EVENT], nextCursor: 'more' }));
    };
    const list = startCli(['events'], { env });
    await second.promise;
    list.interrupt();
    const { code, stdout, stderr } = await list.ended;
    expect([code, stdout, stderr]).toEqual([
      130,
      expect.stringContaining('e-1'),
      '(interrupted: the first 1)\n',
    ]);
  });

  test('Ctrl-C ends at once what has nothing to bring to an end', async () => {
    const asked = Promise.withResolvers<undefined>();
    answer = () => asked.resolve(undefined);
    const get = startCli(['get'], { env });
    await asked.promise;
    get.interrupt();
    expect((await get.ended).code).toBe(130);
  });

  test('whose output is read no more, it does not say that all is well', async () => {
    const first = Promise.withResolvers<ServerResponse>();
    answer = (_path, response) => first.resolve(response);
    const list = startCli(['events', '--json'], { env });
    const response = await first.promise;
    list.turnAway();
    response.end(JSON.stringify({ items: [EVENT], nextCursor: null }));
    expect((await list.ended).code).toBe(141);
  });

  test('names the proxy that is between, without its login', async () => {
    const proxied = {
      ...env,
      DESKHOOK_URL: 'http://deskhook.invalid',
      HTTP_PROXY: 'http://me:secret@127.0.0.1:9',
    };
    const { code, stderr } = await runCli(['events'], { env: proxied });
    expect([code, stderr]).toEqual([5, expect.stringContaining('HTTP_PROXY is 127.0.0.1:9')]);
    expect(stderr).not.toContain('secret');
    answer = (_path, response) => response.end(JSON.stringify({ items: [], nextCursor: null }));
    expect((await runCli(['events'], { env: { ...env, HTTP_PROXY: 'http://127.0.0.1:9' } })).code).toBe(0);
    const bad = await runCli(['events'], { env: { ...env, HTTPS_PROXY: 'ftp://proxy' } });
    expect([bad.code, bad.stderr]).toEqual([
      2,
      expect.stringContaining('HTTPS_PROXY must be an http or https URL'),
    ]);
  });
});
