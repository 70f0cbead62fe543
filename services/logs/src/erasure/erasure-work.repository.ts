import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { erasureProgressSchema, type ErasureProgress } from './erasure-progress.js';

const claimSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  kind: z.enum(['person', 'tenant']),
  email: z.string().nullable(),
  requesterId: z.string().nullable(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  ageMs: z.number(),
  barrier: z.record(z.string(), z.number()),
  progress: erasureProgressSchema,
  faults: z.number(),
});

/** An erasure in the hands of one process, for a time. */
export type ErasureClaim = z.infer<typeof claimSchema>;

const CLAIMED = `e.tenant, e.id, e.kind, e.email, e.requester_id AS "requesterId", e.barrier, e.progress, e.faults,
  (extract(epoch FROM e.created_at) * 1000)::float8 AS "createdAt",
  (extract(epoch FROM now() - e.created_at) * 1000)::float8 AS "ageMs"`;

const NEXT = `SELECT n.tenant, n.id FROM logs.erasures n
  WHERE n.state = 'running' AND n.next_at <= now() AND (n.held_until IS NULL OR n.held_until < now())
  ORDER BY n.served_at NULLS FIRST, n.created_at, n.id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** What is kept of a person only for as long as they are being erased. */
const FORGOTTEN = `email = NULL, requester_id = NULL,
  progress = jsonb_set($4::jsonb, '{learnt}', '{"emails":[],"texts":[],"parts":[]}')`;

/** Hands erasures out, to one process at a time, and writes down how far they have come. */
@Injectable()
export class ErasureWorkRepository {
  constructor(private readonly database: Database) {}

  /** The erasure whose turn it is; null when none is due. `holder` names this process' claim. */
  async claim(holder: string, holdMs: number): Promise<ErasureClaim | null> {
    const sql = `WITH turn AS (${NEXT}), claimed AS (
        UPDATE logs.erasures e SET holder = $1, held_until = now() + $2::float8 * interval '1 ms', served_at = now()
        FROM turn WHERE e.tenant = turn.tenant AND e.id = turn.id RETURNING e.*
      ) SELECT ${CLAIMED} FROM claimed e`;
    const [row] = await this.database.query(sql, [holder, holdMs]);
    return row === undefined ? null : claimSchema.parse(row);
  }

  /** Writes down how far it has come and gives it back for a while. */
  async settle(
    { tenant, id }: ErasureClaim,
    holder: string,
    { progress, pauseMs, faults }: { progress: ErasureProgress; pauseMs: number; faults: number },
  ): Promise<void> {
    const sql = `UPDATE logs.erasures SET progress = $4::jsonb, faults = $5, updated_at = now(),
        next_at = now() + $6::float8 * interval '1 ms', holder = NULL, held_until = NULL
      WHERE tenant = $1 AND id = $2 AND holder = $3`;
    await this.database.query(sql, [tenant, id, holder, JSON.stringify(progress), faults, pauseMs]);
  }

  /** Ends it: with why it failed, or without. */
  async end(
    { tenant, id }: ErasureClaim,
    holder: string,
    { progress, detail }: { progress: ErasureProgress; detail: string | null },
  ): Promise<void> {
    const sql = `UPDATE logs.erasures SET ${FORGOTTEN}, state = CASE WHEN $5::text IS NULL THEN 'done' ELSE 'failed' END,
        detail = $5, updated_at = now(), ended_at = now(), holder = NULL, held_until = NULL
      WHERE tenant = $1 AND id = $2 AND holder = $3`;
    await this.database.query(sql, [tenant, id, holder, JSON.stringify(progress), detail]);
  }
}
