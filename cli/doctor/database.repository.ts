import pg from 'pg';

/** What Postgres says of itself to whoever connects. */
export interface DatabaseFacts {
  readonly version: number;
  readonly versionText: string;
  readonly encrypted: boolean;
  readonly encoding: string;
  readonly timeMs: number;
  readonly connectionsMax: number;
  readonly connectionsUsed: number;
  readonly locksPerTransaction: number;
  readonly mayCreateSchemas: boolean;
  readonly isReplica: boolean;
  readonly local: boolean;
}

export interface SchemaFacts {
  readonly schema: string;
  readonly bytes: number;
  /** Timestamps of the migrations that it has; null: it keeps none. */
  readonly migrations: readonly number[] | null;
}

const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;

/** Looks into a database; reads only. */
export class DatabaseInspection {
  private constructor(private readonly client: pg.Client) {}

  static async connect(url: string): Promise<DatabaseInspection> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
    });
    // A connection that breaks fails the next statement on it.
    client.on('error', () => undefined);
    await client.connect();
    return new DatabaseInspection(client);
  }

  async facts(): Promise<DatabaseFacts> {
    const { rows } = await this.client.query<FactsRow>(FACTS);
    const [row] = rows;
    if (row === undefined) throw new Error('the database gives no facts');
    return {
      version: Math.floor(Number(row.version) / 10_000),
      versionText: row.version_text,
      encrypted: row.encrypted ?? false,
      encoding: row.encoding,
      timeMs: Number(row.time_ms),
      connectionsMax: Number(row.connections_max),
      connectionsUsed: Number(row.connections_used),
      locksPerTransaction: Number(row.locks),
      mayCreateSchemas: row.may_create,
      isReplica: row.is_replica,
      local: row.local,
    };
  }

  /** Null: there is no such schema. */
  async schema(schema: string): Promise<SchemaFacts | null> {
    const found = await this.client.query<{ readonly bytes: string | null; readonly keeps: boolean }>(
      SCHEMA,
      [schema],
    );
    const [row] = found.rows;
    if (row === undefined) return null;
    const bytes = Number(row.bytes ?? 0);
    if (!row.keeps) return { schema, bytes, migrations: null };
    const table = `${pg.escapeIdentifier(schema)}.migrations`;
    const { rows } = await this.client.query<{ readonly timestamp: string }>(
      `SELECT timestamp::text FROM ${table}`,
    );
    return { schema, bytes, migrations: rows.map(({ timestamp }) => Number(timestamp)) };
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

interface FactsRow {
  readonly version: string;
  readonly version_text: string;
  readonly encrypted: boolean | null;
  readonly encoding: string;
  readonly time_ms: string;
  readonly connections_max: string;
  readonly connections_used: string;
  readonly locks: string;
  readonly may_create: boolean;
  readonly is_replica: boolean;
  readonly local: boolean;
}

/** Of pg_stat_activity a user sees its own sessions alone; the counts of databases are for all. */
const FACTS = `
  SELECT current_setting('server_version_num') AS version,
         current_setting('server_version') AS version_text,
         (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted,
         current_setting('server_encoding') AS encoding,
         (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS time_ms,
         (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
           - coalesce(current_setting('reserved_connections', true)::int, 0))::text AS connections_max,
         (SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database)::text AS connections_used,
         current_setting('max_locks_per_transaction') AS locks,
         has_database_privilege(current_database(), 'CREATE') AS may_create,
         pg_is_in_recovery() AS is_replica,
         coalesce(inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1', true) AS local`;

const SCHEMA = `
  SELECT (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'm')) AS bytes,
         EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'migrations') AS keeps
    FROM pg_namespace n WHERE n.nspname = $1`;
