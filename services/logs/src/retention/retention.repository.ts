import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

/** One replica at a time; the lock ends with the statement's transaction. */
const LOCKED = `SELECT pg_try_advisory_xact_lock(hashtext('deskhook.logs.retention')) AS mine`;
/** A body may be a day older than the last use that is noted (see `keepBodies`). */
const BODY_SLACK = `interval '1 day'`;

const CHUNKS: readonly string[] = [
  `WITH lock AS MATERIALIZED (${LOCKED}), old AS (
     DELETE FROM logs.deliveries WHERE (SELECT mine FROM lock) AND ctid = ANY (ARRAY(
       SELECT ctid FROM logs.deliveries WHERE created_at < $1::timestamptz LIMIT $2)) RETURNING tenant, id
   ), gone AS (
     DELETE FROM logs.attempts a USING old WHERE a.tenant = old.tenant AND a.delivery_id = old.id
   ) SELECT count(*)::int AS deleted FROM old`,
  ...[
    ['logs.events', 'received_at'],
    ['logs.dead_letters', 'received_at'],
    ['logs.bodies', `used_at + ${BODY_SLACK}`],
  ].map(
    ([table, age]) => `WITH lock AS MATERIALIZED (${LOCKED}), old AS (
     DELETE FROM ${table} WHERE (SELECT mine FROM lock) AND ctid = ANY (ARRAY(
       SELECT ctid FROM ${table} WHERE ${age} < $1::timestamptz LIMIT $2)) RETURNING 1
   ) SELECT count(*)::int AS deleted FROM old`,
  ),
];

const countSchema = z.object({ deleted: z.number().int() });

/** Deletes what the log no longer keeps. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Deletes up to `limit` rows of each table that are older than the instant; tells how many of the fullest. */
  async deleteChunk(before: Date, limit: number): Promise<number> {
    let most = 0;
    for (const statement of CHUNKS) {
      const [row] = await this.database.query(statement, [before.toISOString(), limit]);
      most = Math.max(most, countSchema.parse(row).deleted);
    }
    return most;
  }
}
