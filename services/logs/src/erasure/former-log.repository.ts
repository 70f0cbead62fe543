import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const CHUNK = 2_000;

/** Every table that has something of a tenant: its key, and when a row is of. */
const TABLES: readonly (readonly [table: string, key: readonly string[], at: string])[] = [
  ['attempts', ['tenant', 'delivery_id', 'number', 'created_at'], 'created_at'],
  ['delivery_texts', ['tenant', 'text_id', 'created_at', 'delivery_id'], 'created_at'],
  ['deliveries', ['tenant', 'id', 'created_at'], 'created_at'],
  ['events', ['tenant', 'id', 'sequence', 'received_at'], 'received_at'],
  ['dead_letters', ['tenant', 'id', 'received_at'], 'received_at'],
  ['attempt_stats', ['tenant', 'minutes', 'at', 'series_id'], 'at'],
  ['replays', ['tenant', 'id'], 'created_at'],
  ['ledger_waiting', ['sequence', 'tenant'], 'accepted_at'],
  ['ledger_missing', ['tenant', 'delivery_id'], 'accepted_at'],
  ['ledger_suspects', ['tenant', 'delivery_id', 'created_at'], 'created_at'],
  ['ledger_figures', ['tenant', 'at'], 'at'],
];

/**
 * Where something stands, by time, of whoever had the name before; what these have nothing of, the others have nothing of either.
 * What was published while nobody had the name was refused, and waits to be replayed by whoever gets it first.
 */
const SIGNS: readonly (readonly [view: string, at: string, more?: string])[] = [
  ['deliveries', 'created_at'],
  ['accepted_messages', 'received_at'],
  ['dead_letters', 'received_at', `reason <> 'unknown_tenant'`],
];

/** Of the day itself those stay that a new tenant of that name has come to use. */
const BODIES = `DELETE FROM logs.bodies b USING (
    SELECT tenant, hash, day FROM logs.bodies o WHERE o.tenant = $1 AND o.day <= ($2::timestamptz AT TIME ZONE 'UTC')::date
      AND NOT EXISTS (SELECT FROM logs.events e WHERE e.tenant = o.tenant AND e.payload_hash = o.hash
        AND e.received_at >= o.day::timestamp AT TIME ZONE 'UTC' AND e.received_at < (o.day + 1)::timestamp AT TIME ZONE 'UTC')
      AND NOT EXISTS (SELECT FROM logs.attempts a WHERE a.tenant = o.tenant AND a.body_hash = o.hash
        AND a.created_at >= o.day::timestamp AT TIME ZONE 'UTC' AND a.created_at < (o.day + 1)::timestamp AT TIME ZONE 'UTC')
    LIMIT ${CHUNK}) AS x
  WHERE b.tenant = x.tenant AND b.hash = x.hash AND b.day = x.day RETURNING 1`;

const existsSchema = z.object({ found: z.boolean() });
const countSchema = z.object({ count: z.number() });

/** Deletes what the log has of a tenant from before an instant (epoch milliseconds). */
@Injectable()
export class FormerLogRepository {
  constructor(private readonly database: Database) {}

  /** Whether there was a tenant of that name before it. */
  async has(tenant: string, before: number): Promise<boolean> {
    const parts = SIGNS.map(
      ([view, at, more = 'true']) =>
        `EXISTS (SELECT FROM logs.${view} WHERE tenant = $1 AND ${at} < $2::timestamptz AND ${more})`,
    );
    const sql = `SELECT ${parts.join(' OR ')} AS found`;
    const [row] = await this.database.query(sql, [tenant, new Date(before).toISOString()]);
    return existsSchema.parse(row).found;
  }

  /** Deletes a chunk of everything but bodies; tells how many rows it was. */
  async deleteChunk(tenant: string, before: number): Promise<number> {
    for (const [table, key, at] of TABLES) {
      const same = key.map((column) => `t.${column} = x.${column}`).join(' AND ');
      const deleted = await this.delete(
        `DELETE FROM logs.${table} t USING (
          SELECT ${key.join(', ')} FROM logs.${table} WHERE tenant = $1 AND ${at} < $2::timestamptz LIMIT ${CHUNK}) AS x
        WHERE ${same} RETURNING 1`,
        tenant,
        before,
      );
      if (deleted > 0) return deleted;
    }
    return 0;
  }

  /** Deletes a chunk of bodies that nothing refers to any more. */
  deleteBodies(tenant: string, before: number): Promise<number> {
    return this.delete(BODIES, tenant, before);
  }

  private async delete(statement: string, tenant: string, before: number): Promise<number> {
    const sql = `WITH gone AS (${statement}) SELECT count(*)::int AS count FROM gone`;
    const [row] = await this.database.query(sql, [tenant, new Date(before).toISOString()]);
    return countSchema.parse(row).count;
  }
}
