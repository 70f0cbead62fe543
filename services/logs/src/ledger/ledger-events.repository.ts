import { NO_TENANT } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { EvaluatorPositions, LogPositions } from './stream-positions.js';

/** What the evaluator has settled, or what is no more: from now on it must be found in the streams up to where they are. */
const MARK_EVENTS = `UPDATE logs.ledger_waiting SET deliveries_last = $1, dead_last = $2
  WHERE deliveries_last IS NULL AND unexplained_at IS NULL
    AND (sequence <= $3 OR sequence < $4 OR sequence = ANY($5::bigint[]))`;
const MARK_MISSING = `UPDATE logs.ledger_missing SET deliveries_last = $1 WHERE deliveries_last IS NULL`;

const OLD = 'since <= now() - make_interval(secs => $1::float8 / 1000)';
const ACCUSE_EVENTS = `UPDATE logs.ledger_waiting SET unexplained_at = now()
  WHERE unexplained_at IS NULL AND ${OLD} AND deliveries_last <= $2 AND dead_last <= $3`;
const ACCUSE_MISSING = `UPDATE logs.ledger_missing SET unexplained_at = now()
  WHERE unexplained_at IS NULL AND ${OLD} AND deliveries_last <= $2`;

/** What the log never heard of: the evaluator may have told whose it is. */
const NAMELESS = `SELECT w.sequence::float8 AS sequence, v.tenant, v.event_id AS "eventId",
    extract(epoch FROM v.accepted_at)::float8 * 1000 AS "acceptedAt"
  FROM logs.ledger_waiting w LEFT JOIN logs.ledger_evaluations v ON v.sequence = w.sequence
  WHERE w.unexplained_at IS NOT NULL AND w.tenant IS NULL ORDER BY w.sequence LIMIT $1`;
const NAME = `UPDATE logs.ledger_waiting SET tenant = $2, accepted_at = to_timestamp($3::float8 / 1000)
  WHERE sequence = $1 AND tenant IS NULL`;

const namelessSchema = z.object({
  sequence: z.number(),
  tenant: z.string().nullable(),
  eventId: z.string().nullable(),
  acceptedAt: z.number().nullable(),
});
export type NamelessEvent = z.infer<typeof namelessSchema>;

/** Decides what of the events and announcements is unexplained. */
@Injectable()
export class LedgerEventsRepository {
  constructor(private readonly database: Database) {}

  /**
   * What has been open for longer than the grace, and is not to be found in what the log has read of the streams meanwhile.
   * `log` was read before the last intake.
   */
  async accuse(log: LogPositions, graceMs: number): Promise<void> {
    const [deliveries, dead] = [log.deliveries.settledUpTo, log.dead.settledUpTo];
    await this.database.query(ACCUSE_EVENTS, [graceMs, deliveries, dead]);
    await this.database.query(ACCUSE_MISSING, [graceMs, deliveries]);
  }

  /** Notes up to where what came of an event must be found. */
  async mark({ events, settledUpTo, deliveriesLast, deadLast }: EvaluatorPositions): Promise<void> {
    const gone = [...events.deleted];
    await this.database.query(MARK_EVENTS, [deliveriesLast, deadLast, settledUpTo, events.first, gone]);
    await this.database.query(MARK_MISSING, [deliveriesLast]);
  }

  /** Unexplained events of which it is not known yet whose they are. */
  async nameless(limit: number): Promise<NamelessEvent[]> {
    const rows = await this.database.query(NAMELESS, [limit]);
    return rows.map((row) => namelessSchema.parse(row));
  }

  /** `at` in epoch milliseconds; null: nobody's. */
  async name(sequence: number, tenant: string | null, at: number): Promise<void> {
    await this.database.query(NAME, [sequence, tenant ?? NO_TENANT, at]);
  }
}
