import { randomBytes } from 'node:crypto';
import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { Client } from 'pg';
import { type ManagedProcess } from '../../tools/local-stack/managed-process.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { configureTenant, TENANT } from './configure-tenant.js';
import type { Contestant } from './contestant.js';
import type { ProfileChoice } from './profile-choice.js';
import { startServiceProcess, untilReady } from './service-process.js';
import type { Stack } from './stack.js';

const ROOT_KEY = 'root_benchmark';
const SERVICES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'] as const;

/**
 * (b): the whole pipeline, each service in a process of its own, or all of them in one; `without` are left out of the former.
 * `settings` come beside those of `npm start`.
 */
export function deskhookContestant(
  form: 'separate' | 'all',
  profiles: ProfileChoice,
  without: readonly string[] = [],
  settings: NodeJS.ProcessEnv = {},
): Contestant {
  return {
    name: form,
    start: async (owner, stack, receiverUrl) => {
      const httpPort = await freePort();
      const env = { ...environment(stack, httpPort), ...settings };
      const names = form === 'all' ? ['all'] : SERVICES.filter((name) => !without.includes(name));
      const processes = await Promise.all(names.map((name) => startOne(owner, name, env, profiles)));
      await configureTenant(`http://127.0.0.1:${httpPort}`, ROOT_KEY, `${receiverUrl}/deskhook`);
      return {
        processes,
        subjectPrefix: `events.${TENANT}`,
        stream: STREAMS.events,
        durable: CONSUMERS.evaluatorEvents,
        loggedAttempts: without.includes('logs') ? null : await attemptCounter(owner, stack.databaseUrl),
      };
    },
  };
}

/** Each process has a port for its probes; that of the gateway is the API's. */
async function startOne(
  owner: AsyncDisposableStack,
  name: string,
  env: NodeJS.ProcessEnv,
  profiles: ProfileChoice,
): Promise<ManagedProcess> {
  const hasGateway = name === 'gateway' || name === 'all';
  const port = hasGateway ? Number(env['DESKHOOK_HTTP_PORT']) : await freePort();
  const ownEnv = hasGateway ? env : { ...env, DESKHOOK_HEALTH_PORT: String(port) };
  const process = await startServiceProcess(name, ownEnv, profiles.nodeArgs(name));
  owner.defer(async () => void (await process.stop()));
  await untilReady(process, `http://127.0.0.1:${port}`);
  return process;
}

/** As `npm start` runs it, apart from ports and keys. */
function environment(stack: Stack, httpPort: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DESKHOOK_NATS_URL: stack.natsUrl,
    DESKHOOK_DATABASE_URL: stack.databaseUrl,
    DESKHOOK_ROOT_KEY: ROOT_KEY,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_HTTP_PORT: String(httpPort),
  };
}

async function attemptCounter(
  owner: AsyncDisposableStack,
  databaseUrl: string,
): Promise<() => Promise<number>> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  owner.defer(() => client.end());
  return async () => {
    const result = await client.query<{ count: string }>('SELECT count(*) AS count FROM logs.attempts');
    return Number(result.rows[0]?.count ?? 0);
  };
}
