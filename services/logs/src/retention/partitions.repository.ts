import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { dayOfPartition, dayText, partitionName, PARTITIONED_TABLES } from './log-tables.js';

/** One replica at a time makes partitions; the lock ends with the transaction. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('deskhook.logs.partitions'))`;
/** To drop a partition takes its table for a moment: nobody may wait for it longer than this. */
const DROP_LOCK = `SET LOCAL lock_timeout = '1s'`;
/** A day's rows are written once and then change for a while: their figures for the planner must keep up. */
const STORAGE = 'WITH (autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.1)';

const PARTITIONS = `SELECT p.relname AS "table", c.relname AS name
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
  JOIN pg_namespace n ON n.oid = p.relnamespace
  WHERE n.nspname = 'logs' AND p.relkind = 'p' AND p.relname = ANY($1::text[])`;
const partitionSchema = z.object({ table: z.string(), name: z.string() });

/** A partition of a table, for a day. */
export interface LogPartition {
  readonly table: string;
  readonly day: number;
}

/** Makes the partitions of days, and drops them. */
@Injectable()
export class PartitionsRepository {
  constructor(private readonly database: Database) {}

  async existing(): Promise<LogPartition[]> {
    const rows = await this.database.query(PARTITIONS, [PARTITIONED_TABLES]);
    return rows.flatMap((row) => {
      const { table, name } = partitionSchema.parse(row);
      const day = dayOfPartition(table, name);
      return day === null ? [] : [{ table, day }];
    });
  }

  /**
   * Makes what is missing of these days. A partition is made beside its table and then attached, which lets everybody go
   * on reading and writing. Idempotent, on any number of replicas at once.
   */
  async make(days: readonly number[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(LOCK);
      const rows: unknown = await manager.query(PARTITIONS, [PARTITIONED_TABLES]);
      const known = new Set(
        partitionSchema
          .array()
          .parse(rows)
          .map(({ name }) => name),
      );
      for (const day of days.toSorted((a, b) => a - b)) {
        for (const table of PARTITIONED_TABLES) {
          const name = partitionName(table, day);
          if (!known.has(name)) await manager.query(attach(table, name, day));
        }
      }
    });
  }

  /** Drops one partition with all that is in it; each in a transaction of its own, so that no two tables are held at once. */
  async drop({ table, day }: LogPartition): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(DROP_LOCK);
      await manager.query(`DROP TABLE IF EXISTS logs.${partitionName(table, day)}`);
    });
  }
}

/** Zones in a bound are for the instants; a table by date does not look at them. */
function attach(table: string, name: string, day: number): string {
  const [from, to] = [`'${dayText(day)} 00:00:00+00'`, `'${dayText(day + 1)} 00:00:00+00'`];
  return `CREATE TABLE logs.${name} (LIKE logs.${table} INCLUDING ALL) ${STORAGE};
    ALTER TABLE logs.${table} ATTACH PARTITION logs.${name} FOR VALUES FROM (${from}) TO (${to})`;
}
