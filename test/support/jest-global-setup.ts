import { type Postgres, startPostgres } from '../../tools/local-stack/postgres.js';
import { sharedClusterVariable } from './shared-cluster.js';

let cluster: Postgres | undefined;

/** Starts the one Postgres cluster of the run; the workers inherit its URL with the environment. */
export default async function startSharedCluster(): Promise<void> {
  cluster = await startPostgres({ fast: true });
  process.env[sharedClusterVariable] = cluster.url;
  Object.assign(globalThis, { stopSharedCluster: () => cluster?.stop() });
}
