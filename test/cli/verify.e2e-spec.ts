import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startCliWorld, type CliWorld } from './cli-world.js';
import type { ReceivedRequest } from '../support/receiver.js';

const folder = mkdtempSync(join(tmpdir(), 'deskhook-verify-'));
const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** The request as a tunnel or tcpdump shows it. */
const dump = ({ method, path, headers, body }: ReceivedRequest): Buffer => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  return Buffer.concat([Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')), body]);
};

describe('deskhook verify', () => {
  let world: CliWorld;
  let request: ReceivedRequest;
  let deliveryId: string;
  const env = { DESKHOOK_WEBHOOK_SECRET: SECRET };
  beforeAll(async () => {
    world = await startCliWorld();
    await world.subscribe({ secret: SECRET });
    const published = await world.cli(['publish', 'ticket.created', '--sample', '--wait', '30s', '--json']);
    deliveryId = published.lines[1].deliveries[0].id;
    const [first] = await world.receiver.received(1);
    if (first === undefined) throw new Error('nothing came');
    request = first;
  }, 90_000);
  afterAll(() => world.close());

  test('what the receiver got is genuine', async () => {
    const path = file('request.txt', dump(request));
    const verified = await world.cli(['verify', '--request', path], { env });
    expect(verified).toMatchObject({
      code: 0,
      stderr: '',
      stdout: 'genuine (Standard Webhooks, signed with secret 1)\n',
    });
    const late = await world.cli(['verify', '--request', path, '--at', '2036-01-01T00:00:00Z'], { env });
    expect(late.code).toBe(6);
    expect(late.stdout).toContain('fault timestamp-old: webhook-timestamp is 33');
  });

  test('headers and body apart, from stdin, the secret from files', async () => {
    const headers = Object.entries(request.headers).flatMap(([name, value]) => [
      '--header',
      `${name}: ${String(value)}`,
    ]);
    const secrets = [
      '--secret-file',
      file('new', `whsec_${Buffer.alloc(32, 1).toString('base64')}\n`),
      '--secret-file',
      file('old', `${SECRET}\n`),
    ];
    const verified = await world.cli(['verify', ...headers, '--body', '-', ...secrets, '--json'], {
      stdin: request.body.toString(),
    });
    expect(verified.code).toBe(0);
    expect(verified.json).toMatchObject({
      genuine: true,
      secret: 2,
      findings: [{ code: 'secret-previous' }],
    });
  });

  test('a body that was parsed and written anew, held against what was sent', async () => {
    const written = {
      ...request,
      body: Buffer.from(JSON.stringify(JSON.parse(request.body.toString()), null, 2)),
    };
    const path = file('rewritten.txt', dump(written));
    const verified = await world.cli(['verify', '--request', path, '--delivery', deliveryId], { env });
    expect(verified.code).toBe(6);
    expect(verified.stdout).toContain(
      'fault body-rewritten: the body was parsed and written anew: what was sent is compact JSON',
    );
    expect(verified.stdout).toContain('differs from what was sent: body from byte 1 on');
    expect(verified.stdout).not.toContain(SECRET);
  });

  test('a delivery of the log, with the secret of its subscription', async () => {
    const verified = await world.cli(['verify', '--delivery', deliveryId]);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    const wrong = await world.cli(['verify', '--delivery', deliveryId, '--json'], {
      env: { DESKHOOK_WEBHOOK_SECRET: `${SECRET.slice(0, -3)}AA=` },
    });
    expect(wrong.json.findings).toEqual([expect.objectContaining({ code: 'signature-wrong' })]);
    expect(wrong.code).toBe(6);
  });

  test('a key that may not see the secret is told so, and not that there is none', async () => {
    const viewer = { DESKHOOK_KEY: await world.keyOf('viewer') };
    const verified = await world.cli(['verify', '--delivery', deliveryId], { env: viewer });
    expect(verified.code).toBe(3);
    expect(verified.stderr).toContain('may not see the signing secret');
    const given = await world.cli(['verify', '--delivery', deliveryId], { env: { ...viewer, ...env } });
    expect(given.stdout).toContain('genuine (Standard Webhooks');
  });

  test('what is missing is a matter of usage', async () => {
    expect((await world.cli(['verify'], { env })).code).toBe(2);
    expect((await world.cli(['verify', '--request', join(folder, 'none')], { env })).code).toBe(2);
    const noSecret = await world.cli(['verify', '--request', file('request.txt', dump(request))]);
    expect(noSecret.code).toBe(2);
    expect(noSecret.stderr).toContain('DESKHOOK_WEBHOOK_SECRET');
  });
});
