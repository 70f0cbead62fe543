// Test support: the whole system with a receiver and a tenant, as the console's pages need it.
import { ROLES, type Role } from '@deskhook/contracts';
import { startService } from '@deskhook/runtime';
import type { Page } from 'playwright-core';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { ROOT_KEY, startApiWorld, type ApiAnswer, type ApiWorld } from './api-world.js';
import { startReceiver, type Receiver } from './receiver.js';

export const TENANT = 'acme';

export interface ConsoleWorld {
  /** The gateway's, where the console is. */
  readonly url: string;
  readonly api: ApiWorld;
  /** Answers 204 until a test wants something else: `receiver.answer(() => ({ code: 500 }))`. */
  readonly receiver: Receiver;
  /** Keys of the tenant by role, and the root key. */
  readonly keys: Readonly<Record<Role | 'root', string>>;
  /** Calls the tenant's API with the root key (`call('GET', '/deliveries')`); throws unless it answers 2xx. */
  call(method: string, path: string, json?: unknown): Promise<ApiAnswer['body']>;
  /** Makes an active subscription to `ticket.created` at the receiver; what is given replaces that. Answers its id. */
  subscribe(overrides?: object): Promise<string>;
  /** Publishes CloudEvents (see `anEvent`) as one batch. */
  publish(...events: readonly object[]): Promise<void>;
  /** Waits until a list of the tenant's (`/deliveries?status=dead`) has so many items. */
  listed(path: string, count: number): Promise<readonly ApiAnswer['body'][]>;
  close(): Promise<void>;
}

export async function startConsoleWorld(settings: NodeJS.ProcessEnv = {}): Promise<ConsoleWorld> {
  const receiver = await startReceiver();
  // The books of the ledger are closed soon enough for a test that waits for them.
  const api = await startApiWorld({ DESKHOOK_LEDGER_GRACE_MS: '2000', ...settings }, [
    (env) => startService(evaluatorService, env),
    (env) => startService(dispatcherService, env),
    (env) => startService(logsService, env),
    (env) => startService(schedulerService, env),
  ]);
  const keys = await keysOf(api);
  const base = `/v1/tenants/${TENANT}`;
  const call: ConsoleWorld['call'] = async (method, path, json) =>
    accepted(await api.call(method, base + path, json === undefined ? {} : { json }));
  return {
    url: api.url,
    api,
    receiver,
    keys,
    call,
    subscribe: async (overrides = {}) => {
      const wanted = { name: 'CRM sync', urls: [`${receiver.url}/crm`], events: ['ticket.created'] };
      return (await call('POST', '/subscriptions', { ...wanted, ...overrides })).id;
    },
    publish: async (...events) => {
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      accepted(await api.call('POST', `${base}/events`, { body: JSON.stringify(events), headers }));
    },
    listed: async (path, count) => {
      const { body } = await api.soon(base + path, (answer) => answer.body.items?.length >= count);
      return body.items;
    },
    close: async () => {
      await api.close();
      await receiver.close();
    },
  };
}

/** Signs in by the form, and waits until the console has let the key in. */
export async function signIn(page: Page, key: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/^API key/).fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Goes to an address and waits until the page has its heading and everything that it loads at first. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

async function keysOf(api: ApiWorld): Promise<ConsoleWorld['keys']> {
  const made: Partial<Record<Role, string>> = {};
  for (const role of ROLES) made[role] = await api.keyFor(TENANT, role);
  const { admin = '', editor = '', viewer = '', publisher = '' } = made;
  return { root: ROOT_KEY, admin, editor, viewer, publisher };
}

function accepted(answer: ApiAnswer): ApiAnswer['body'] {
  if (answer.status < 200 || answer.status > 299) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body;
}
