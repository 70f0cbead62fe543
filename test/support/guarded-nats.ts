// Test support: a broker with the accounts and permissions of deploy/nats, and who may log in to it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provisionAll } from '../../services/provision.js';
import { startNatsServer, type NatsServer, type NatsServerOptions } from './nats.js';

export interface GuardedNats {
  readonly nats: NatsServer;
  /** What services need in their environment: each logs in as the user of its name and may not provision. */
  readonly env: NodeJS.ProcessEnv;
  /** What the broker refused the services because of their permissions, each once. */
  refusals(): readonly string[];
}

/** Password of every user. */
export const NATS_PASSWORD = 'password-of-the-tests';

export interface GuardedNatsOptions extends NatsServerOptions {
  /** Tenants with an account for their helpdesk; its user is `<tenant>-helpdesk`. */
  readonly tenants?: readonly string[];
  /** Settings of streams, as the services have them. */
  readonly settings?: NodeJS.ProcessEnv;
}

/** Connections without a user are the operator's: what a test does by itself is not what it is about. */
export async function startGuardedNats(options: GuardedNatsOptions = {}): Promise<GuardedNats> {
  const { tenants = [], settings = {}, ...server } = options;
  const config = [renderAccounts(tenants), 'no_auth_user: operator', options.config ?? ''].join('\n');
  const nats = await startNatsServer({ ...server, config });
  const env = { DESKHOOK_NATS_URL: nats.url, DESKHOOK_NATS_PASSWORD: NATS_PASSWORD };
  await provisionAll(tenants, { ...settings, ...env });
  const refusals = () => refusalsIn(readFileSync(join(nats.storeDir, 'nats-server.log'), 'utf8'));
  return { nats, env: { ...env, DESKHOOK_NATS_PROVISION: 'false' }, refusals };
}

const REFUSAL = /"DESKHOOK\/user:(\w+)" - (\w+) Violation - .*Subject "([^"]+)"/;

function refusalsIn(log: string): readonly string[] {
  const found = log.split('\n').flatMap((line) => {
    const [, user, operation, subject] = REFUSAL.exec(line) ?? [];
    return user === undefined ? [] : [`${user}: ${operation} ${subject}`];
  });
  return [...new Set(found)];
}

const FOLDER = new URL('../../deploy/nats/accounts/', import.meta.url);

/** Fails a test whose services needed more than deploy/nats grants them. */
export function assertAllowed(refusals: readonly string[]): void {
  if (refusals.length > 0) throw new Error(`deploy/nats does not allow: ${refusals.join('; ')}`);
}

/** The sample's accounts as one text, with a block for each tenant and the tests' password for everybody. */
export function renderAccounts(tenants: readonly string[], folder: URL = FOLDER): string {
  const read = (name: string) => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
  const blocks = tenants.map((tenant) => read('tenant-acme.conf').replaceAll('acme', tenant)).join('\n');
  return read('accounts.conf')
    .replace('include "tenant-acme.conf"', () => blocks)
    .replaceAll(/include "([\w-]+\.conf)"/g, (_all, name: string) => read(name))
    .replaceAll(/\$[A-Z_]+_PASSWORD/gi, () => JSON.stringify(NATS_PASSWORD));
}
