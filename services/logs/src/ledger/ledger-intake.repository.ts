import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { instant } from '../ingest/bodies.repository.js';
import { LEDGER_COUNTS } from './ledger-counts.js';

/** Whoever counts is alone: nothing is counted twice, whatever becomes of a replica. */
export const LEDGER_LOCK = `SELECT pg_advisory_xact_lock(hashtext('deskhook.logs.ledger'))`;
/**
 * The planner takes the rows of a step for few, and would compare each with each. What is looked up row by row is written
 * so that there is no other way.
 */
const PLAN = 'SET LOCAL enable_nestloop = off';
const MINUTE = (timestamp: string) => `date_trunc('minute', ${timestamp})`;
/**
 * Of several messages with one id within a day the first that was accepted is the event (see `logs.accepted_events`). The
 * order has the planner take the key for it, also where it knows nothing yet of a day that has just begun.
 */
const EARLIER = (view: string, row: string) => `
  SELECT true AS found FROM ${view} f
  WHERE f.tenant = ${row}.tenant AND f.id = ${row}.event_id AND f.sequence < ${row}.sequence
    AND f.received_at BETWEEN ${row}.accepted_at - interval '1 day' AND ${row}.accepted_at ORDER BY f.sequence LIMIT 1`;

/** Takes batches out of the inbox; what they name and the log does not know is missing for now. */
const TAKE_EVALUATIONS = `
  WITH batches AS MATERIALIZED (
    DELETE FROM logs.ledger_inbox WHERE id IN (SELECT id FROM logs.ledger_inbox ORDER BY id LIMIT $1) RETURNING told
  ), evaluations AS MATERIALIZED (
    SELECT DISTINCT ON (e.sequence, e.part) e.*, ${instant('e."acceptedAt"')} AS accepted_at
    FROM batches CROSS JOIN json_to_recordset(batches.told) AS e(tenant text, "eventId" text, sequence bigint,
      "acceptedAt" float8, filtered int, commands int, part int, "deliveryIds" text[])
  ), kept AS (
    INSERT INTO logs.ledger_evaluations (sequence, tenant, event_id, accepted_at, filtered, commands)
    SELECT sequence, tenant, "eventId", accepted_at, filtered, commands FROM evaluations WHERE part = 0
    ON CONFLICT (sequence) DO NOTHING
  ), missing AS (
    INSERT INTO logs.ledger_missing (tenant, delivery_id, event_id, accepted_at)
    SELECT DISTINCT ON (e.tenant, named.id) e.tenant, named.id, e."eventId", e.accepted_at
    FROM evaluations e CROSS JOIN unnest(e."deliveryIds") AS named(id)
    LEFT JOIN LATERAL (SELECT true AS found FROM logs.deliveries d
      WHERE d.tenant = e.tenant AND d.id = named.id AND d.created_at = e.accepted_at LIMIT 1) known ON true
    WHERE known.found IS NULL
    ON CONFLICT (tenant, delivery_id) DO NOTHING
  )
  SELECT count(*)::int AS taken FROM batches`;

const STATE = `SELECT sequence::float8 AS sequence, stream_created_at = $1::timestamptz AS same FROM logs.ledger_state`;
/** A stream of that name that is another one begins anew; what waited in the former is lost with it. */
const BEGIN_STREAM = `UPDATE logs.ledger_state SET stream_created_at = $1::timestamptz, sequence = coalesce(
    (SELECT min(sequence) - 1 FROM logs.events WHERE received_at >= $1::timestamptz), $2::bigint)`;
const GIVE_UP_FORMER = `UPDATE logs.ledger_waiting SET unexplained_at = now(), sequence = -nextval('logs.ledger_former')
  WHERE sequence > 0`;

/** Events, in the order of the stream. Most are evaluated already; the others wait. */
const TAKE_EVENTS = `
  WITH span AS MATERIALIZED (
    SELECT e.tenant, e.id AS event_id, e.sequence, e.received_at AS accepted_at FROM logs.events e
    WHERE e.sequence > $1 AND e.sequence <= $2 AND e.received_at >= $3::timestamptz
  ), judged AS MATERIALIZED (
    SELECT span.*, earlier.found IS NOT NULL AS repeated
    FROM span LEFT JOIN LATERAL (${EARLIER('logs.events', 'span')}) earlier ON true
  ), evaluated AS (
    DELETE FROM logs.ledger_evaluations v USING judged j WHERE v.sequence = j.sequence AND NOT j.repeated
    RETURNING v.sequence, v.filtered, v.commands
  ), waiting AS (
    INSERT INTO logs.ledger_waiting (sequence, tenant, event_id, accepted_at)
    SELECT sequence, tenant, event_id, accepted_at FROM span
    WHERE NOT EXISTS (SELECT FROM evaluated v WHERE v.sequence = span.sequence)
  ), unheard AS (
    INSERT INTO logs.ledger_waiting (sequence)
    SELECT n FROM generate_series($1::bigint + 1, $2::bigint) AS n
    WHERE NOT EXISTS (SELECT FROM span WHERE span.sequence = n)
  ), counted AS (
    INSERT INTO logs.ledger_changes (tenant, at, accepted, evaluated, filtered, commands)
    SELECT tenant, ${MINUTE('accepted_at')}, count(*), count(v.sequence), coalesce(sum(v.filtered), 0),
      coalesce(sum(v.commands), 0)
    FROM span LEFT JOIN evaluated v USING (sequence) GROUP BY 1, 2
  )
  UPDATE logs.ledger_state SET sequence = $2::bigint`;

const SETTLE: readonly string[] = [
  // What the evaluator refused is no event.
  `WITH refused AS (
     DELETE FROM logs.ledger_waiting w WHERE w.sequence > 0 AND (
       SELECT true FROM logs.dead_letters d
       WHERE d.stream = 'EVENTS' AND d.sequence = w.sequence
         AND d.received_at >= (SELECT stream_created_at FROM logs.ledger_state)
         AND d.received_at BETWEEN coalesce(w.accepted_at - interval '1 hour', '-infinity')
           AND coalesce(w.accepted_at + interval '1 hour', 'infinity')
       LIMIT 1)
     RETURNING w.tenant, w.event_id, w.accepted_at)
   INSERT INTO logs.ledger_changes (tenant, at, accepted)
   SELECT tenant, ${MINUTE('accepted_at')}, -count(*) FROM refused WHERE event_id IS NOT NULL GROUP BY 1, 2`,
  // Whether one is a repetition is known once those before it are decided.
  `WITH ready AS MATERIALIZED (
     SELECT w.sequence, w.tenant, w.accepted_at, v.filtered, v.commands, earlier.found IS NOT NULL AS repeated
     FROM logs.ledger_waiting w JOIN logs.ledger_evaluations v ON v.sequence = w.sequence
     LEFT JOIN LATERAL (${EARLIER('logs.accepted_messages', 'w')}) earlier ON true
     WHERE w.event_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM logs.ledger_waiting o WHERE o.tenant = w.tenant AND o.event_id = w.event_id AND o.sequence < w.sequence)
   ), settled AS (
     DELETE FROM logs.ledger_waiting w USING ready WHERE w.sequence = ready.sequence
   ), used AS (
     DELETE FROM logs.ledger_evaluations v USING ready WHERE v.sequence = ready.sequence)
   INSERT INTO logs.ledger_changes (tenant, at, accepted, evaluated, duplicates, filtered, commands)
   SELECT tenant, ${MINUTE('accepted_at')}, -count(*) FILTER (WHERE repeated), count(*) FILTER (WHERE NOT repeated),
     count(*) FILTER (WHERE repeated), coalesce(sum(filtered) FILTER (WHERE NOT repeated), 0),
     coalesce(sum(commands) FILTER (WHERE NOT repeated), 0)
   FROM ready GROUP BY 1, 2`,
  // Told once more, after it was counted.
  `DELETE FROM logs.ledger_evaluations v WHERE v.sequence <= (SELECT sequence FROM logs.ledger_state)
     AND NOT EXISTS (SELECT FROM logs.ledger_waiting w WHERE w.sequence = v.sequence)`,
  // One by one through the key, however many there are: there are few, and the deliveries are many.
  `DELETE FROM logs.ledger_missing m WHERE (
     SELECT true FROM logs.deliveries d WHERE d.tenant = m.tenant AND d.id = m.delivery_id LIMIT 1)`,
];

const sums = LEDGER_COUNTS.map((name) => `sum(${name}) AS ${name}`).join(', ');
const columns = LEDGER_COUNTS.join(', ');
const added = LEDGER_COUNTS.map((name) => `${name} = f.${name} + excluded.${name}`).join(', ');
const FOLD = `
  WITH changes AS (DELETE FROM logs.ledger_changes RETURNING *),
  minutes AS MATERIALIZED (SELECT tenant, at, ${sums} FROM changes GROUP BY 1, 2 ORDER BY 1, 2),
  figures AS (
    INSERT INTO logs.ledger_figures AS f (tenant, at, ${columns}) SELECT tenant, at, ${columns} FROM minutes
    ON CONFLICT (tenant, at) DO UPDATE SET ${added})
  INSERT INTO logs.ledger_totals AS f (tenant, ${columns}) SELECT tenant, ${sums} FROM minutes GROUP BY 1
  ON CONFLICT (tenant) DO UPDATE SET ${added}`;

/** The first day that the log still keeps, by the database's clock. */
const KEPT_FROM = `(date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => $1::int)) AT TIME ZONE 'UTC'`;
const FORGET: readonly string[] = [
  // What was never delivered is not open for ever.
  `WITH gone AS (DELETE FROM logs.ledger_figures WHERE at < ${KEPT_FROM} RETURNING tenant, open)
   UPDATE logs.ledger_totals t SET open = t.open - g.open
   FROM (SELECT tenant, sum(open) AS open FROM gone GROUP BY 1) g WHERE t.tenant = g.tenant`,
  `DELETE FROM logs.ledger_waiting WHERE coalesce(accepted_at, since) < ${KEPT_FROM}`,
  `DELETE FROM logs.ledger_missing WHERE accepted_at < ${KEPT_FROM}`,
];

const takenSchema = z.object({ taken: z.number() });
const stateSchema = z.object({ sequence: z.number().nullable(), same: z.boolean().nullable() });

/** Messages of EVENTS that are taken in by one statement. */
const EVENTS_MAX = 10_000;
/** Batches of evaluations likewise. */
const BATCHES_MAX = 20;

/** What the log has of EVENTS: everything up to `heardUpTo` of the stream that was made at `createdAt`. */
export interface HeardEvents {
  readonly createdAt: string;
  readonly heardUpTo: number;
}

/** Counts what the log was told, each thing once. */
@Injectable()
export class LedgerIntakeRepository {
  constructor(private readonly database: Database) {}

  /** Takes in the next evaluations; true when there are no more. */
  takeEvaluations(): Promise<boolean> {
    return this.counting(async (manager) => {
      const rows: unknown = await manager.query(TAKE_EVALUATIONS, [BATCHES_MAX]);
      return (takenSchema.array().parse(rows)[0]?.taken ?? 0) < BATCHES_MAX;
    });
  }

  /** Takes in the next events; true when there are no more. */
  takeEvents({ createdAt, heardUpTo }: HeardEvents): Promise<boolean> {
    return this.counting(async (manager) => {
      const sequence = await position(manager, createdAt, heardUpTo);
      const upTo = Math.min(heardUpTo, sequence + EVENTS_MAX);
      if (upTo > sequence) await manager.query(TAKE_EVENTS, [sequence, upTo, createdAt]);
      return upTo >= heardUpTo;
    });
  }

  /** Settles what has been waiting, and brings the figures up to date. */
  settle(): Promise<void> {
    return this.counting(async (manager) => {
      for (const statement of [...SETTLE, FOLD]) await manager.query(statement);
    });
  }

  /** Forgets what the log, which keeps everything for so many days, forgets. */
  forget(days: number): Promise<void> {
    return this.counting(async (manager) => {
      for (const statement of FORGET) await manager.query(statement, [days]);
    });
  }

  private counting<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => {
      await manager.query(LEDGER_LOCK);
      await manager.query(PLAN);
      return work(manager);
    });
  }
}

/** Up to where the events of this stream were taken in. */
async function position(manager: EntityManager, createdAt: string, heardUpTo: number): Promise<number> {
  const read = async () => {
    const rows: unknown = await manager.query(STATE, [createdAt]);
    return stateSchema.array().parse(rows)[0];
  };
  const known = await read();
  if (known?.same === true && known.sequence !== null) return known.sequence;
  await manager.query(GIVE_UP_FORMER);
  await manager.query(BEGIN_STREAM, [createdAt, heardUpTo]);
  return (await read())?.sequence ?? heardUpTo;
}
