import { withoutCredentials } from '../broker-connection.js';
import { localRun, type ConnectionOptions } from '../settings.js';
import type { Area } from './check.js';

/** Which system an area's checks look at: the parts of one environment need not be of one Deskhook. */
export interface Target {
  readonly area: Area;
  /** Without logins; null: none is known. */
  readonly address: string | null;
  /** Where that comes from. */
  readonly from: string;
}

export interface Surveyed {
  /** The environment with what it leaves open filled in. */
  readonly env: NodeJS.ProcessEnv;
  readonly targets: readonly Target[];
}

const LOCAL = 'what `npm start` wrote to .deskhook/run.json';
const GATEWAY_PORT = '8080';

/**
 * What is looked at: what options and the environment name; else, of the API, the gateway of this very environment, with its
 * root key; else the Deskhook of `npm start`.
 */
export function surveyed(
  env: NodeJS.ProcessEnv,
  options: Pick<ConnectionOptions, 'url' | 'keyFile'>,
  local = localRun(),
): Surveyed {
  const gateway = ownGateway(env);
  const [natsUrl, databaseUrl] = [set(env, 'DESKHOOK_NATS_URL'), set(env, 'DESKHOOK_DATABASE_URL')];
  const stated = options.url ?? set(env, 'DESKHOOK_URL');
  const filled: NodeJS.ProcessEnv = {
    ...env,
    ...variable('DESKHOOK_NATS_URL', natsUrl ?? local?.natsUrl),
    ...variable('DESKHOOK_DATABASE_URL', databaseUrl ?? local?.databaseUrl),
    ...(stated === undefined && gateway !== null ? gatewayVariables(env, gateway) : {}),
  };
  return {
    env: filled,
    targets: [
      target('broker', 'DESKHOOK_NATS_URL', natsUrl, local?.natsUrl),
      target('database', 'DESKHOOK_DATABASE_URL', databaseUrl, local?.databaseUrl),
      stated === undefined && gateway !== null
        ? { area: 'api', address: gateway, from: 'the gateway of this environment' }
        : target('api', options.url === undefined ? 'DESKHOOK_URL' : '--url', stated, local?.url),
    ],
  };
}

/** Whether the environment is one of a service that has no database: then there is none to look at. */
export function isWithoutDatabase(env: NodeJS.ProcessEnv): boolean {
  const isOfService = Object.keys(env).some((name) => name.startsWith('DESKHOOK_'));
  return isOfService && set(env, 'DESKHOOK_DATABASE_URL') === undefined;
}

/** A pod of the gateway has its port and the root key, and no address of it. */
function ownGateway(env: NodeJS.ProcessEnv): string | null {
  const port = set(env, 'DESKHOOK_HTTP_PORT');
  if (port === '0' || (port === undefined && set(env, 'DESKHOOK_ROOT_KEY') === undefined)) return null;
  const host = set(env, 'DESKHOOK_HTTP_HOST');
  const isOfAll = host === undefined || host === '0.0.0.0' || host === '::';
  const name = isOfAll ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port ?? GATEWAY_PORT}`;
}

function gatewayVariables(env: NodeJS.ProcessEnv, url: string): NodeJS.ProcessEnv {
  const hasKey = ['DESKHOOK_KEY', 'DESKHOOK_KEY_FILE'].some((name) => set(env, name) !== undefined);
  const rootKey = hasKey ? undefined : set(env, 'DESKHOOK_ROOT_KEY');
  return { DESKHOOK_URL: url, ...variable('DESKHOOK_KEY', rootKey) };
}

function target(area: Area, name: string, stated: string | undefined, local: string | undefined): Target {
  if (stated !== undefined) return { area, address: shown(area, stated), from: name };
  if (local !== undefined) return { area, address: shown(area, local), from: LOCAL };
  return { area, address: null, from: `${name} is not set` };
}

/** Addresses may hold passwords, in their parameters, too. Brokers may be several. */
function shown(area: Area, address: string): string {
  if (area === 'broker') return withoutCredentials(address);
  if (!URL.canParse(address)) return '(no URL)';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
}

const variable = (name: string, value: string | undefined): NodeJS.ProcessEnv =>
  value === undefined ? {} : { [name]: value };

/** An empty variable counts as unset, as for services. */
function set(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}
