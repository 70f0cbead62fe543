import type { Database } from '@deskhook/database';
import { z } from 'zod';

const rowSchema = z.object({ table: z.string(), rows: z.number(), heap: z.number(), indexes: z.number() });
/** A partitioned table on the disk, in bytes; `heap` with what stands beside it. */
export type TableSize = z.infer<typeof rowSchema>;

const SIZES = `SELECT p.relname AS "table", sum(greatest(c.reltuples, 0))::float8 AS rows,
    sum(pg_table_size(c.oid))::float8 AS heap, sum(pg_indexes_size(c.oid))::float8 AS indexes
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
  JOIN pg_namespace n ON n.oid = p.relnamespace WHERE n.nspname = 'logs' AND p.relkind = 'p'
  GROUP BY 1 ORDER BY sum(pg_total_relation_size(c.oid)) DESC`;

const PARTITIONS = `SELECT c.oid::regclass::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace
  WHERE n.nspname = 'logs' AND p.relkind = 'p'`;
const partitionSchema = z.object({ name: z.string() });

/** What each table takes; brings the planner's figures up to date first, as the server does in the background. */
export async function tableSizes(database: Database): Promise<TableSize[]> {
  for (const row of await database.query(PARTITIONS, []))
    await database.query(`VACUUM ANALYZE ${partitionSchema.parse(row).name}`, []);
  await database.query('ANALYZE logs.series, logs.texts', []);
  return (await database.query(SIZES, [])).map((row) => rowSchema.parse(row));
}
