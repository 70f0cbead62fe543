import { randomBytes } from 'node:crypto';
import { freePort } from '../../tools/local-stack/ports.js';
import { GatewayClient } from '../../tools/demo/gateway-client.js';
import type { OwnProcess } from '../pipeline/contestant.js';
import { startServiceProcess, untilReady } from '../pipeline/service-process.js';
import type { Stack } from '../pipeline/stack.js';
import type { IsolationOptions } from './options.js';

const ROOT_KEY = 'root_benchmark';
const SERVICES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'] as const;

export interface RunningServices {
  readonly gateway: GatewayClient;
  readonly processes: readonly OwnProcess[];
}

/** Starts Deskhook on the stack as `npm start` does, apart from ports and keys; the disposal of `owner` ends it. */
export async function startServices(
  owner: AsyncDisposableStack,
  stack: Stack,
  form: IsolationOptions['form'],
): Promise<RunningServices> {
  const httpPort = await freePort();
  const env = {
    PATH: process.env['PATH'],
    DESKHOOK_NATS_URL: stack.natsUrl,
    DESKHOOK_DATABASE_URL: stack.databaseUrl,
    DESKHOOK_ROOT_KEY: ROOT_KEY,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_HTTP_PORT: String(httpPort),
  };
  const startOne = async (name: string) => {
    const port = name === 'gateway' || name === 'all' ? httpPort : await freePort();
    const started = await startServiceProcess(name, { ...env, DESKHOOK_HEALTH_PORT: String(port) }, []);
    owner.defer(async () => void (await started.stop()));
    await untilReady(started, `http://127.0.0.1:${port}`);
    return started;
  };
  const processes = await Promise.all((form === 'all' ? ['all'] : SERVICES).map(startOne));
  return { gateway: new GatewayClient(`http://127.0.0.1:${httpPort}`, ROOT_KEY), processes };
}
