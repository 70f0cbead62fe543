import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { createDatabaseIn } from '../../tools/local-stack/database.js';
import { startNatsServer } from '../../tools/local-stack/nats-server.js';
import { startPostgres } from '../../tools/local-stack/postgres.js';
import { stateDirectory } from '../../tools/local-stack/project-root.js';
import { cpuSeconds, cpuSecondsOfTree } from '../machine/cpu-time.js';
import type { Meter } from './contestant.js';

/** How nats-server writes to the disk: `always` is what `npm start` uses, `default` is the server's own. */
export type Sync = 'always' | 'default';

/** A broker and a database that nobody has used yet. */
export interface Stack {
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly broker: Broker;
  readonly meters: readonly Meter[];
}

/** Starts them; the disposal of `owner` ends them. */
export async function startStack(owner: AsyncDisposableStack, sync: Sync): Promise<Stack> {
  const nats = await startNatsServer(sync === 'always' ? { syncInterval: sync } : {});
  owner.defer(() => nats.stop());
  const postgres = await startPostgres();
  owner.defer(() => postgres.stop());
  const database = await createDatabaseIn(postgres.url);
  const broker = await connectBroker({ url: nats.url, name: 'bench' });
  owner.defer(() => broker.connection.close());
  const meters = [
    { name: 'nats-server', cpuSeconds: () => cpuSeconds(nats.pid) },
    { name: 'postgres', cpuSeconds: () => cpuSecondsOfTree(postgres.pid) },
  ];
  return { natsUrl: nats.url, databaseUrl: database.url, broker, meters };
}

/** Where benchmarks leave their results, logs and profiles. */
export async function benchFolder(...below: readonly string[]): Promise<string> {
  const folder = join(stateDirectory(), 'bench', ...below);
  await mkdir(folder, { recursive: true });
  return folder;
}
