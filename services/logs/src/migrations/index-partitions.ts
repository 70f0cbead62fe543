import type { QueryRunner } from 'typeorm';
import { z } from 'zod';

/** An index of a partitioned table of the log. */
export interface PartitionedIndex {
  readonly table: string;
  readonly name: string;
  /** What stands after the table's name in `CREATE INDEX`. */
  readonly definition: string;
}

const partitionSchema = z.object({ name: z.string() });

/** The partitions that have no index that belongs to the table's. */
const UNINDEXED = `SELECT p.relname AS name
  FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid
  WHERE i.inhparent = $1::regclass AND NOT EXISTS (
    SELECT FROM pg_index x JOIN pg_inherits xi ON xi.inhrelid = x.indexrelid
    WHERE x.indrelid = p.oid AND xi.inhparent = $2::regclass)
  ORDER BY p.relname DESC`;
/** What a build that was interrupted leaves behind. */
const INVALID = `SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`;

/**
 * Builds an index of a table of any size while everybody goes on reading and writing: partition by partition without a
 * lock that holds up writes, each then attached to the table's own index, which is valid with the last of them (PostgreSQL
 * manual, "CREATE INDEX", on partitioned tables). Outside of a transaction. May be interrupted and begun again. Partitions that
 * are made meanwhile get the index by themselves.
 */
export async function indexPartitions(runner: QueryRunner, index: PartitionedIndex): Promise<void> {
  // An index of a large log takes longer than a statement may.
  await runner.query('SET statement_timeout = 0');
  try {
    const { table, name, definition } = index;
    await runner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ONLY logs.${table} ${definition}`);
    const rows: unknown = await runner.query(UNINDEXED, [`logs.${table}`, `logs.${name}`]);
    for (const partition of partitionSchema.array().parse(rows)) await attach(runner, index, partition.name);
  } finally {
    await runner.query('RESET statement_timeout');
  }
}

async function attach(
  runner: QueryRunner,
  { table, name, definition }: PartitionedIndex,
  partition: string,
): Promise<void> {
  const own = `logs.${name}${partition.slice(table.length)}`;
  const invalid: readonly unknown[] = await runner.query(INVALID, [own]);
  if (invalid.length > 0) await runner.query(`DROP INDEX CONCURRENTLY ${own}`);
  await runner.query(
    `CREATE INDEX CONCURRENTLY IF NOT EXISTS ${own.slice('logs.'.length)} ON logs.${partition} ${definition}`,
  );
  await runner.query(`ALTER INDEX logs.${name} ATTACH PARTITION ${own}`);
}
