import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LEDGER_COUNTS } from '../ledger/ledger-counts.js';
import { LEDGER_LOCK } from '../ledger/ledger-intake.repository.js';

const CHUNK = 2_000;

const before = (column: string): string => `${column} < $2::timestamptz`;
/** A bucket of counts that was not over then is the new tenant's too, once there is anything of theirs. */
const bucketBefore = (length: string, counted: string): string =>
  `(at + ${length} <= $2::timestamptz OR ${before('at')} AND NOT EXISTS (SELECT FROM logs.${counted} c WHERE c.tenant = $1))`;

/**
 * Tables that have something of a tenant: their key, and what of them is from before. What is counted goes after what it
 * was counted from. Bodies, the ledger's sums and what rows have in common go by rules of their own; the other erasures of
 * tenants stay.
 */
const TABLES: readonly (readonly [table: string, key: readonly string[], isBefore: string])[] = [
  ['attempts', ['tenant', 'delivery_id', 'number', 'created_at'], before('created_at')],
  ['delivery_texts', ['tenant', 'text_id', 'created_at', 'delivery_id'], before('created_at')],
  ['deliveries', ['tenant', 'id', 'created_at'], before('created_at')],
  ['events', ['tenant', 'id', 'sequence', 'received_at'], before('received_at')],
  ['dead_letters', ['tenant', 'id', 'received_at'], before('received_at')],
  [
    'attempt_stats',
    ['tenant', 'minutes', 'at', 'series_id'],
    bucketBefore(`minutes * interval '1 minute'`, 'attempts'),
  ],
  ['replays', ['tenant', 'id'], before('created_at')],
  ['erasures', ['tenant', 'id'], `${before('created_at')} AND kind = 'person'`],
  ['ledger_evaluations', ['tenant', 'sequence'], before('accepted_at')],
  ['ledger_waiting', ['tenant', 'sequence'], before('accepted_at')],
  ['ledger_missing', ['tenant', 'delivery_id'], before('accepted_at')],
  ['ledger_suspects', ['tenant', 'delivery_id', 'created_at'], before('created_at')],
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

/**
 * What many rows have in common, where none has it any more: noted as used by the former tenant last, and for so long
 * not that no replica goes by what it remembers of it (see dictionary.repository.ts).
 */
const TERM_USES = {
  series: ['deliveries u WHERE u.series_id = t.id', 'attempt_stats u WHERE u.series_id = t.id'],
  texts: ['delivery_texts u WHERE u.text_id = t.id'],
} as const;
const UNUSED = `t.used_on < least(($2::timestamptz AT TIME ZONE 'UTC')::date + 1, (now() AT TIME ZONE 'UTC')::date - 1)`;
const TERMS = Object.entries(TERM_USES).map(([table, uses]) => {
  const unused = uses
    .map((use) => `NOT EXISTS (SELECT FROM logs.${use} AND u.tenant = t.tenant)`)
    .join(' AND ');
  return `DELETE FROM logs.${table} t USING (
      SELECT t.id FROM logs.${table} t WHERE t.tenant = $1 AND ${UNUSED} AND ${unused} LIMIT ${CHUNK}) AS x
    WHERE t.id = x.id AND ${UNUSED} RETURNING 1`;
});

/** Sums, and what is not in them yet; nobody counts in between. */
const COUNTED = ['ledger_changes', 'ledger_figures'].map(
  (table) => `DELETE FROM logs.${table}
    WHERE tenant = $1 AND ${bucketBefore(`interval '1 minute'`, 'events')} RETURNING 1`,
);
const TOTALS_GONE = `DELETE FROM logs.ledger_totals t WHERE t.tenant = $1
  AND NOT EXISTS (SELECT FROM logs.ledger_figures f WHERE f.tenant = t.tenant)`;
const TOTALS = `UPDATE logs.ledger_totals t SET (${LEDGER_COUNTS.join(', ')}) = (
    SELECT ${LEDGER_COUNTS.map((name) => `sum(f.${name})`).join(', ')} FROM logs.ledger_figures f WHERE f.tenant = t.tenant)
  WHERE t.tenant = $1`;

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

  /** Deletes a chunk of everything but bodies and terms; tells how many rows it was. */
  async deleteChunk(tenant: string, before: number): Promise<number> {
    for (const [table, key, isBefore] of TABLES) {
      const same = key.map((column) => `t.${column} = x.${column}`).join(' AND ');
      const deleted = await this.delete(
        `DELETE FROM logs.${table} t USING (
          SELECT ${key.join(', ')} FROM logs.${table} WHERE tenant = $1 AND ${isBefore} LIMIT ${CHUNK}) AS x
        WHERE ${same} RETURNING 1`,
        tenant,
        before,
      );
      if (deleted > 0) return deleted;
    }
    return this.deleteCounts(tenant, before);
  }

  /** Deletes a chunk of bodies that nothing refers to any more. */
  deleteBodies(tenant: string, before: number): Promise<number> {
    return this.delete(BODIES, tenant, before);
  }

  /** Deletes a chunk of the series and texts that nothing refers to any more. */
  async deleteTerms(tenant: string, before: number): Promise<number> {
    for (const statement of TERMS) {
      const deleted = await this.delete(statement, tenant, before);
      if (deleted > 0) return deleted;
    }
    return 0;
  }

  private deleteCounts(tenant: string, before: number): Promise<number> {
    return this.database.transaction(async (manager) => {
      await manager.query(LEDGER_LOCK);
      let deleted = 0;
      for (const statement of COUNTED) {
        const rows: unknown = await manager.query(counted(statement), [
          tenant,
          new Date(before).toISOString(),
        ]);
        deleted += countSchema.array().parse(rows)[0]?.count ?? 0;
      }
      if (deleted === 0) return 0;
      await manager.query(TOTALS_GONE, [tenant]);
      await manager.query(TOTALS, [tenant]);
      return deleted;
    });
  }

  private async delete(statement: string, tenant: string, before: number): Promise<number> {
    const [row] = await this.database.query(counted(statement), [tenant, new Date(before).toISOString()]);
    return countSchema.parse(row).count;
  }
}

function counted(statement: string): string {
  return `WITH gone AS (${statement}) SELECT count(*)::int AS count FROM gone`;
}
