import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startNatsServer } from '../support/nats.js';
import { freePort } from '../support/processes.js';

const MAIN = join(projectRoot(), 'dist', 'services', 'main.js');

interface Ended {
  readonly code: number;
  readonly errors: string;
}

/** `node dist/services/main.js <command>`, to its end. */
function run(command: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, command],
      { env: { PATH: process.env['PATH'], ...env } },
      (error, _out, errors) => resolve({ code: error === null ? 0 : Number(error.code), errors }),
    );
  });
}

it.each(['provision', 'evaluator'])(
  '%s says what it waits for while there is no broker',
  async (command) => {
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'],
      DESKHOOK_NATS_URL: `nats://someone:planted@127.0.0.1:${port}`,
      DESKHOOK_SECRETS_KEY: Buffer.alloc(32).toString('base64'),
    };
    const child = spawn(process.execPath, [MAIN, command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    try {
      const [line] = await once(createInterface(child.stdout), 'line');
      expect(JSON.parse(String(line))).toMatchObject({
        event: 'broker.waiting',
        level: 'warn',
        service: command,
        broker: `127.0.0.1:${port}`,
        attempt: 1,
        reason: expect.stringContaining('ECONNREFUSED'),
      });
      expect(line).not.toContain('planted');
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  },
  60_000,
);

it.each(['provision', 'evaluator'])(
  '%s ends with one line when the broker refuses its login',
  async (command) => {
    const nats = await startNatsServer({ config: 'authorization { users [ { user: a, password: b } ] }' });
    const ended = await run(command, {
      DESKHOOK_NATS_URL: nats.url,
      DESKHOOK_NATS_USER: 'someone',
      DESKHOOK_NATS_PASSWORD: 'planted',
      DESKHOOK_SECRETS_KEY: Buffer.alloc(32).toString('base64'),
    });
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(
      /^deskhook: the broker at 127\.0\.0\.1:\d+ \(DESKHOOK_NATS_URL\) refuses the login of the user "someone": [^\n]*\n$/,
    );
    expect(ended.errors).not.toContain('planted');
    await nats.stop();
  },
  60_000,
);

it('provision ends with one line that names the setting when a single server is to keep three copies', async () => {
  const nats = await startNatsServer();
  const ended = await run('provision', { DESKHOOK_NATS_URL: nats.url, DESKHOOK_STREAM_REPLICAS: '3' });
  expect(ended.code).toBe(1);
  expect(ended.errors).toMatch(/^deskhook: [^\n]*DESKHOOK_STREAM_REPLICAS=3[^\n]*\n$/);
  await nats.stop();
}, 120_000);
