import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface Database {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database in a cluster unless it exists. */
export async function ensureDatabase(clusterUrl: string, name: string): Promise<Database> {
  await onCluster(clusterUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const drop = (): Promise<void> =>
    onCluster(clusterUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    });
  return { url: url.href, drop };
}

/** A new, empty database with a name that nobody else has. */
export function createDatabaseIn(clusterUrl: string): Promise<Database> {
  return ensureDatabase(clusterUrl, `test_${randomBytes(8).toString('hex')}`);
}

async function onCluster(clusterUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
