// Test support: the whole of Deskhook, a receiver, and the command line with the keys of a tenant.
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startServices, type RunningServices } from '../support/services.js';
import { runCli, startCli, type CliOptions, type CliResult, type RunningCli } from './run-cli.js';

export const TENANT = 'acme';

export interface CliWorld {
  readonly nats: NatsServer;
  readonly database: Database;
  readonly services: RunningServices;
  readonly receiver: Receiver;
  /** Variables with which the command line asks as the tenant's admin. */
  readonly env: NodeJS.ProcessEnv;
  /** A key of the tenant. */
  keyOf(role: string): Promise<string>;
  /** Creates a subscription and gives its id. */
  subscribe(settings: Readonly<Record<string, unknown>>): Promise<string>;
  cli(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  start(args: readonly string[], options?: CliOptions): RunningCli;
  close(): Promise<void>;
}

export async function startCliWorld(settings: NodeJS.ProcessEnv = {}): Promise<CliWorld> {
  const [nats, database, receiver] = await Promise.all([
    startNatsServer(),
    createDatabase(),
    startReceiver(),
  ]);
  const services = await startServices({ natsUrl: nats.url, databaseUrl: database.url, env: settings });
  await services.api('PUT', `/v1/tenants/${TENANT}`, { name: 'Acme' });
  const keyOf = async (role: string) => {
    const made = await services.api('POST', `/v1/tenants/${TENANT}/keys`, { name: role, role });
    return textMember(await made.json(), 'key');
  };
  const env = { DESKHOOK_URL: services.gatewayUrl, DESKHOOK_KEY: await keyOf('admin') };
  const withEnv = (options: CliOptions = {}) => ({ ...options, env: { ...env, ...options.env } });
  return {
    nats,
    database,
    services,
    receiver,
    env,
    keyOf,
    subscribe: async (subscription) => {
      const body = { name: 'Test', urls: [`${receiver.url}/hook`], events: ['*'], ...subscription };
      const answer = await services.api('POST', `/v1/tenants/${TENANT}/subscriptions`, body);
      if (answer.status !== 201) throw new Error(await answer.text());
      return textMember(await answer.json(), 'id');
    },
    cli: (args, options) => runCli(args, withEnv(options)),
    start: (args, options) => startCli(args, withEnv(options)),
    close: async () => {
      await services.stop();
      await Promise.all([receiver.close(), nats.stop(), database.drop()]);
    },
  };
}

function textMember(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found !== 'string') throw new Error(`no ${name} in ${JSON.stringify(value)}`);
  return found;
}
