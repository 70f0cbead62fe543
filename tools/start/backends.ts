import { join } from 'node:path';
import { ensureDatabase } from '../local-stack/database.js';
import { type ManagedProcess } from '../local-stack/managed-process.js';
import { startNatsServer } from '../local-stack/nats-server.js';
import { startPostgres } from '../local-stack/postgres.js';
import { checkBroker } from '../nats-server/existing-broker.js';
import { findNatsServer } from '../nats-server/find-nats-server.js';
import { postgresDataFolder } from './postgres-data.js';
import type { StartContext } from './start-context.js';

/** A broker or a database that the services can use, ours or one that the environment names. */
export interface Backend {
  readonly url: string;
  /** Absent when it is not ours to run. */
  readonly own?: { readonly pid: number; readonly exited: ManagedProcess['exited']; stop(): Promise<void> };
}

export async function provideBroker(context: StartContext): Promise<Backend> {
  const { env, folder, settings, say } = context;
  const existing = env['DESKHOOK_NATS_URL'];
  if (existing !== undefined && existing !== '') {
    say(`nats-server  ${await checkBroker(existing)}, the one that DESKHOOK_NATS_URL names`);
    return { url: existing };
  }
  const found = await findNatsServer({ onProgress: say });
  const server = await startNatsServer({
    binary: found.binary,
    storeDir: join(folder, 'nats'),
    port: settings.ports.nats,
    // A laptop that loses power must not lose acknowledged events.
    syncInterval: 'always',
    logFile: join(folder, 'logs', 'nats-server.log'),
  });
  say(`nats-server  ${found.version} at ${server.url}`);
  return { url: server.url, own: server };
}

export async function provideDatabase(context: StartContext): Promise<Backend> {
  const { env, folder, settings, say } = context;
  const existing = env['DESKHOOK_DATABASE_URL'];
  if (existing !== undefined && existing !== '') {
    say('PostgreSQL   the one that DESKHOOK_DATABASE_URL names');
    return { url: existing };
  }
  const postgres = await startPostgres({
    dataDir: await postgresDataFolder(folder, say),
    port: settings.ports.postgres,
    password: settings.postgresPassword,
    logFile: join(folder, 'logs', 'postgres.log'),
  });
  const database = await ensureDatabase(postgres.url, 'deskhook');
  say(`PostgreSQL   at 127.0.0.1:${postgres.port}`);
  return { url: database.url, own: postgres };
}
