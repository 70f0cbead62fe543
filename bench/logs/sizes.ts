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

/** What each table takes; brings the planner's figures up to date first. */
export async function tableSizes(database: Database): Promise<TableSize[]> {
  await database.query('ANALYZE', []);
  return (await database.query(SIZES, [])).map((row) => rowSchema.parse(row));
}
