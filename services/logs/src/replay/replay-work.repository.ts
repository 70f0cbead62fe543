import { replayFilterSchema, type ReplaySkip } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { replayItemSchema, type ReplayItem, type ReplayTally } from './replay-item.js';

/** Failures that are kept of a replay: what they have in common shows in the first. */
const FAILURES_KEPT = 20;

const claimSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  kind: z.enum(['deliveries', 'dead-letters']),
  filter: replayFilterSchema,
  perSecond: z.number(),
  /** When it began: what changed since is not replayed. Epoch milliseconds. */
  createdAt: z.number(),
  /** Behind which it goes on; null at the begin. */
  position: z.object({ at: z.string(), id: z.string() }).nullable(),
  /** What a process was at when it ended; null when nothing is left over. */
  batch: z.array(replayItemSchema).nullable(),
  faults: z.number(),
});

/** A replay in the hands of one process, for a time. */
export type ReplayClaim = z.infer<typeof claimSchema>;

/** What a turn came to. */
export interface ReplayTurn {
  readonly tally: ReplayTally;
  /** What is not done yet of the batch; `kept`: as much as is written down, whatever that is. */
  readonly rest: readonly ReplayItem[] | 'kept';
  /** How long the replay waits before its next turn, in milliseconds. */
  readonly pauseMs: number;
  /** Why it waits, where that is not its own pace. */
  readonly waiting: string | null;
  readonly faults: number;
}

const CLAIMED = `r.tenant, r.id, r.kind, r.filter, r.per_second AS "perSecond",
  (extract(epoch FROM r.created_at) * 1000)::float8 AS "createdAt",
  CASE WHEN r.position_id IS NOT NULL THEN json_build_object('at', r.position_at, 'id', r.position_id) END AS position,
  r.batch, r.faults`;

/** Whoever has waited longest of the tenant that has waited longest, so that none starves another. */
const NEXT = `SELECT n.tenant, n.id FROM logs.replays n
  WHERE n.state = 'running' AND n.next_at <= now() AND (n.held_until IS NULL OR n.held_until < now())
  ORDER BY (SELECT max(o.served_at) FROM logs.replays o WHERE o.tenant = n.tenant AND o.state = 'running') NULLS FIRST,
    n.served_at NULLS FIRST, n.created_at, n.id
  LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** Hands replays out, to one process at a time, and writes down how far they have come. */
@Injectable()
export class ReplayWorkRepository {
  constructor(private readonly database: Database) {}

  /** The replay whose turn it is; null when none is due. `holder` names this process' claim. */
  async claim(holder: string, holdMs: number): Promise<ReplayClaim | null> {
    const sql = `WITH turn AS (${NEXT}), claimed AS (
        UPDATE logs.replays r SET holder = $1, held_until = now() + $2::float8 * interval '1 ms', served_at = now()
        FROM turn WHERE r.tenant = turn.tenant AND r.id = turn.id RETURNING r.*
      ) SELECT ${CLAIMED} FROM claimed r`;
    const [row] = await this.database.query(sql, [holder, holdMs]);
    return row === undefined ? null : claimSchema.parse(row);
  }

  /**
   * Writes down what is sent next, before it is sent: whoever goes on after a crash sends the same, under the same ids.
   * False when the replay was cancelled or is somebody else's by now.
   */
  async begin({ tenant, id }: ReplayClaim, holder: string, batch: readonly ReplayItem[]): Promise<boolean> {
    const last = batch.at(-1);
    const sql = `WITH begun AS (
        UPDATE logs.replays SET batch = $4::json, position_at = $5::timestamptz, position_id = $6
        WHERE tenant = $1 AND id = $2 AND holder = $3 AND state = 'running' RETURNING 1
      ) SELECT count(*)::int AS count FROM begun`;
    const values = [tenant, id, holder, JSON.stringify(batch), last?.at ?? null, last?.id ?? null];
    return this.changed(sql, values);
  }

  /** Adds what a turn came to and gives the replay back. False when it is somebody else's by now, who counts it. */
  async settle({ tenant, id }: ReplayClaim, holder: string, turn: ReplayTurn): Promise<boolean> {
    const { tally, rest, pauseMs, waiting, faults } = turn;
    const sql = `WITH settled AS (
        UPDATE logs.replays SET replayed = replayed + $4, failed = failed + $5,
          skipped_by = ${added('skipped_by', '$6::jsonb')},
          failures = (SELECT coalesce(jsonb_agg(f), '[]') FROM (
            SELECT f FROM jsonb_array_elements(failures || $7::jsonb) WITH ORDINALITY AS a(f, n)
            ORDER BY n LIMIT ${FAILURES_KEPT}) AS kept),
          batch = CASE WHEN $12::boolean THEN batch ELSE $8::json END, waiting = CASE WHEN state = 'running' THEN $9 END, faults = $10, updated_at = now(),
          next_at = now() + $11::float8 * interval '1 ms', holder = NULL, held_until = NULL
        WHERE tenant = $1 AND id = $2 AND holder = $3 RETURNING 1
      ) SELECT count(*)::int AS count FROM settled`;
    const counts = [
      tally.replayed,
      tally.failed,
      JSON.stringify(tally.skippedBy),
      JSON.stringify(tally.failures),
    ];
    const isKept = rest === 'kept';
    const left = isKept || rest.length === 0 ? null : JSON.stringify(rest);
    return this.changed(sql, [tenant, id, holder, ...counts, left, waiting, faults, pauseMs, isKept]);
  }

  /**
   * Ends a replay. Those that it selected and did not meet had changed before their turn came; when it met more than it
   * had counted, the log was behind then.
   */
  async end({ tenant, id }: ReplayClaim, holder: string, detail: string | null): Promise<void> {
    const changed: ReplaySkip = 'changed';
    const sql = `UPDATE logs.replays r SET state = CASE WHEN $4::text IS NULL THEN 'done' ELSE 'failed' END, detail = $4,
        selected = CASE WHEN $4::text IS NULL THEN greatest(r.selected, m.met) ELSE r.selected END,
        skipped_by = CASE WHEN $4::text IS NULL AND r.selected > m.met
          THEN ${added('r.skipped_by', `jsonb_build_object('${changed}', r.selected - m.met)`)} ELSE r.skipped_by END,
        waiting = NULL, batch = NULL, holder = NULL, held_until = NULL, updated_at = now(), ended_at = now()
      FROM (SELECT tenant, id, replayed + failed +
          (SELECT coalesce(sum(value::int), 0)::int FROM jsonb_each_text(skipped_by)) AS met FROM logs.replays) AS m
      WHERE r.tenant = $1 AND r.id = $2 AND r.holder = $3 AND r.state = 'running' AND m.tenant = r.tenant AND m.id = r.id`;
    await this.database.query(sql, [tenant, id, holder, detail]);
  }

  private async changed(sql: string, values: readonly unknown[]): Promise<boolean> {
    const [row] = await this.database.query(sql, values);
    return z.object({ count: z.number() }).parse(row).count > 0;
  }
}

/** Two objects of counts as one. */
function added(one: string, two: string): string {
  return `(SELECT coalesce(jsonb_object_agg(key, count), '{}') FROM (
    SELECT key, sum(value::int)::int AS count FROM (
      SELECT * FROM jsonb_each_text(${one}) UNION ALL SELECT * FROM jsonb_each_text(${two})) AS a GROUP BY key) AS s)`;
}
