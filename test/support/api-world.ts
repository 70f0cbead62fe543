import { randomBytes } from 'node:crypto';
import { startService, type RunningService } from '@deskhook/runtime';
import { gatewayService } from '../../services/gateway/src/index.js';
import { openApiDocument } from '../../services/gateway/src/openapi-document.js';
import { OPERATIONS } from '../../services/gateway/src/operations/index.js';
import { subscriptionsService } from '../../services/subscriptions/src/index.js';
import { assertAllowed, startGuardedNats } from './guarded-nats.js';
import type { NatsServer } from './nats.js';
import { OpenApiCheck } from './openapi-check.js';
import { createDatabase, type Database } from './postgres.js';
import { freePort, waitUntil } from './processes.js';

export const ROOT_KEY = 'root-key-of-the-tests';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; null when it is not. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of any shape
  readonly body: any;
}

export interface ApiRequest {
  /** API key; the root key when absent, none at all when null. */
  readonly key?: string | null;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Gateway and subscriptions on a real broker and database, and a way to ask them that holds every answer against the OpenAPI document. */
export interface ApiWorld {
  readonly url: string;
  readonly nats: NatsServer;
  readonly database: Database;
  readonly env: NodeJS.ProcessEnv;
  call(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer>;
  /** Asks until the answer is as expected: the log is written a moment after the fact, and a service may not be ready yet. */
  soon(path: string, isThere: (answer: ApiAnswer) => boolean): Promise<ApiAnswer>;
  /** A key of the tenant, which is made when it does not exist. */
  keyFor(tenant: string, role: string): Promise<string>;
  /** What the broker refused to services and to whoever logged in as one of them. */
  refusals(): readonly string[];
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Tenants whose helpdesk has an account at the broker. */
  readonly tenants?: readonly string[];
  /** Whether a test tries by itself what services may not do. */
  readonly mayBeRefused?: boolean;
}

type Start = (env: NodeJS.ProcessEnv) => Promise<RunningService>;

export async function startApiWorld(
  settings: NodeJS.ProcessEnv = {},
  others: readonly Start[] = [],
  { tenants = [], mayBeRefused = false }: WorldOptions = {},
): Promise<ApiWorld> {
  const limits = { DESKHOOK_STREAM_MIB_MAX: '64', ...settings };
  const [guarded, database, port] = await Promise.all([
    startGuardedNats({ settings: limits, tenants }),
    createDatabase(),
    freePort(),
  ]);
  const { nats } = guarded;
  const env = {
    ...guarded.env,
    DESKHOOK_DATABASE_URL: database.url,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_ROOT_KEY: ROOT_KEY,
    DESKHOOK_HTTP_PORT: String(port),
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_LOG_LEVEL: 'error',
    // A gateway takes leave of its clients for a fifth of it.
    DESKHOOK_DRAIN_MS: '5000',
    ...limits,
  };
  const starts: readonly Start[] = [
    (own) => startService(subscriptionsService, own),
    (own) => startService(gatewayService, own),
    ...others,
  ];
  const services = await Promise.all(starts.map((start) => start(env)));
  const url = `http://127.0.0.1:${port}`;
  const check = new OpenApiCheck(openApiDocument(OPERATIONS));
  const call = async (method: string, path: string, request: ApiRequest = {}) => {
    const answer = await callApi(url, method, path, request);
    const contentType = answer.headers.get('content-type') ?? '';
    check.check({ method, path, status: answer.status, contentType, body: answer.body });
    return answer;
  };
  const isUp = async () => {
    const { dependencies } = (await call('GET', '/readyz')).body;
    return (
      (dependencies.subscriptions.status === 'up' && dependencies['config-view'].status === 'up') || undefined
    );
  };
  await waitUntil(isUp, { what: 'gateway and subscriptions', timeoutMs: 60_000 });
  return {
    url,
    nats,
    database,
    env,
    call,
    refusals: () => guarded.refusals(),
    soon: (path, isThere) =>
      waitUntil(
        async () => {
          const answer = await call('GET', path);
          return answer.status !== 503 && isThere(answer) ? answer : undefined;
        },
        { what: path, timeoutMs: 60_000 },
      ),
    keyFor: async (tenant, role) => {
      const put = await call('PUT', `/v1/tenants/${tenant}`, { json: {} });
      if (put.status !== 200) throw new Error(put.text);
      const made = await call('POST', `/v1/tenants/${tenant}/keys`, { json: { name: role, role } });
      if (made.status !== 201) throw new Error(made.text);
      return String(made.body.key);
    },
    close: async () => {
      await Promise.all(services.map((service) => service.stop()));
      const refused = guarded.refusals();
      await Promise.all([nats.stop(), database.drop()]);
      if (!mayBeRefused) assertAllowed(refused);
    },
  };
}

async function callApi(url: string, method: string, path: string, request: ApiRequest): Promise<ApiAnswer> {
  const { key = ROOT_KEY, json } = request;
  const body = json === undefined ? request.body : JSON.stringify(json);
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    redirect: 'manual',
  });
  // An event stream has no end: whether it opens is all that can be asked in this way.
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream ? '' : await response.text();
  if (isStream) await response.body?.cancel();
  return { status: response.status, headers: response.headers, text, body: tryJson(text) };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
