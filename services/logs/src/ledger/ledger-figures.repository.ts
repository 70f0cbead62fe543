import { LEDGER_ITEMS_MAX, type Ledger } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import type { LedgerCounts, LedgerOpenItems } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '../query/conditions.repository.js';
import { LEDGER_COUNTS } from './ledger-counts.js';

/** What of EVENTS, DELIVERIES and ATTEMPTS the log has still to read. */
export type LedgerLag = NonNullable<Ledger['lag']>;

const sums = LEDGER_COUNTS.map((name) => `coalesce(sum(${name}), 0)::float8 AS ${name}`).join(', ');
const float = LEDGER_COUNTS.map((name) => `coalesce(${name}, 0)::float8 AS ${name}`).join(', ');
const open = (window: (column: string) => string) => `
  SELECT tenant, count(*) FILTER (WHERE unexplained_at IS NULL) AS waiting,
    count(*) FILTER (WHERE unexplained_at IS NOT NULL AND event_id IS NOT NULL) AS lost_events,
    count(*) FILTER (WHERE unexplained_at IS NOT NULL AND event_id IS NULL) AS unheard_events,
    0::bigint AS unannounced, 0::bigint AS lost_announcements, 0::bigint AS lost_deliveries
  FROM logs.ledger_waiting WHERE tenant IS NOT NULL AND ${window('accepted_at')} GROUP BY 1
  UNION ALL
  SELECT tenant, 0, 0, 0, count(*) FILTER (WHERE unexplained_at IS NULL),
    count(*) FILTER (WHERE unexplained_at IS NOT NULL), 0
  FROM logs.ledger_missing WHERE ${window('accepted_at')} GROUP BY 1
  UNION ALL
  SELECT tenant, 0, 0, 0, 0, 0, count(*) FROM logs.ledger_suspects
  WHERE unexplained_at IS NOT NULL AND ${window('created_at')} GROUP BY 1`;
const OPEN_SUMS = `coalesce(sum(waiting), 0)::float8 AS waiting, coalesce(sum(lost_events), 0)::float8 AS "lostEvents",
  coalesce(sum(unheard_events), 0)::float8 AS "unheardEvents", coalesce(sum(unannounced), 0)::float8 AS unannounced,
  coalesce(sum(lost_announcements), 0)::float8 AS "lostAnnouncements",
  coalesce(sum(lost_deliveries), 0)::float8 AS "lostDeliveries"`;

const inWindow = (column: string) =>
  `tenant = $1 AND ${column} >= $2::timestamptz AND ${column} < $3::timestamptz`;

/** One statement, so that all of it is of one instant. */
const WINDOW = `
  SELECT f.*, o.*, ${iso('s.as_of')} AS "asOf", s.lag
  FROM (SELECT ${sums} FROM logs.ledger_figures WHERE ${inWindow('at')}) f
  CROSS JOIN (SELECT ${OPEN_SUMS} FROM (${open(inWindow)}) items) o
  CROSS JOIN logs.ledger_state s`;
const TOTALS = `
  SELECT tenant, ${float}, ${[
    'waiting',
    'lostEvents',
    'unheardEvents',
    'unannounced',
    'lostAnnouncements',
    'lostDeliveries',
  ]
    .map((name) => `coalesce("${name}", 0)::float8 AS "${name}"`)
    .join(', ')}
  FROM logs.ledger_totals
  FULL JOIN (SELECT tenant, ${OPEN_SUMS} FROM (${open(() => 'true')}) items GROUP BY 1) o USING (tenant)`;

const ITEMS = `
  SELECT * FROM (
    SELECT 'event' AS what, coalesce(event_id, sequence::text) AS id, event_id AS "eventId", unexplained_at AS since,
      CASE WHEN event_id IS NULL
        THEN 'EVENTS had it under this sequence; it is neither in the log nor among the dead letters'
        ELSE 'the evaluator has settled it, and neither an evaluation nor a dead letter came of it' END AS why
    FROM logs.ledger_waiting WHERE unexplained_at IS NOT NULL AND ${inWindow('accepted_at')}
    UNION ALL
    SELECT 'announcement', delivery_id, event_id, unexplained_at,
      'the evaluation of the event made it; the log has read DELIVERIES beyond it and not found it'
    FROM logs.ledger_missing WHERE unexplained_at IS NOT NULL AND ${inWindow('accepted_at')}
    UNION ALL
    SELECT 'delivery', s.delivery_id, d.event_id, s.unexplained_at,
      'the log shows it as ' || d.status || '; it is in none of DELIVERIES, RETRIES, PARKED and ATTEMPTS'
    FROM (SELECT * FROM logs.ledger_suspects WHERE unexplained_at IS NOT NULL AND ${inWindow('created_at')}) s
    JOIN logs.deliveries d ON d.tenant = s.tenant AND d.id = s.delivery_id AND d.created_at = s.created_at
  ) items ORDER BY since, id LIMIT ${LEDGER_ITEMS_MAX}`;

const itemSchema = z.object({
  what: z.enum(['event', 'announcement', 'delivery']),
  id: z.string(),
  eventId: z.string().nullable(),
  since: z.date().transform((at) => at.toISOString()),
  why: z.string(),
});
const countsSchema = z.object({
  accepted: z.number(),
  evaluated: z.number(),
  duplicates: z.number(),
  filtered: z.number(),
  commands: z.number(),
  deliveries: z.number(),
  open: z.number(),
  delivered: z.number(),
  dead: z.number(),
  cancelled: z.number(),
});
const openItemsSchema = z.object({
  waiting: z.number(),
  lostEvents: z.number(),
  unheardEvents: z.number(),
  unannounced: z.number(),
  lostAnnouncements: z.number(),
  lostDeliveries: z.number(),
});
const closingSchema = z.object({
  asOf: z.string().nullable(),
  lag: z.object({ events: z.number(), deliveries: z.number(), attempts: z.number() }).nullable(),
});
const CLOSING = `SELECT extract(epoch FROM now() - as_of)::float8 AS age, lag FROM logs.ledger_state`;
const closingRowSchema = closingSchema.pick({ lag: true }).extend({ age: z.number().nullable() });
const tenantSchema = z.object({ tenant: z.string() });

/** Of what, in epoch milliseconds of whole minutes; `to` is no part of it. */
export interface LedgerWindow {
  readonly tenant: string;
  readonly from: number;
  readonly to: number;
}

/** What was counted and what is open, with the items of it that are unexplained. */
export interface LedgerReading {
  readonly counts: LedgerCounts;
  readonly items: LedgerOpenItems;
}

/** What the books say. */
@Injectable()
export class LedgerFiguresRepository {
  constructor(private readonly database: Database) {}

  /** Notes that all is taken in up to now. */
  async close(lag: LedgerLag): Promise<void> {
    await this.database.query('UPDATE logs.ledger_state SET as_of = now(), lag = $1::json', [
      JSON.stringify(lag),
    ]);
  }

  /** What is in the books of a window, and when they were closed. */
  async of(window: LedgerWindow): Promise<LedgerReading & z.infer<typeof closingSchema>> {
    const [row] = await this.database.query(WINDOW, parameters(window));
    return {
      counts: countsSchema.parse(row),
      items: openItemsSchema.parse(row),
      ...closingSchema.parse(row),
    };
  }

  /** What is unexplained in a window, the oldest first, up to a limit. */
  async unexplained(window: LedgerWindow): Promise<Ledger['unexplainedItems']> {
    const rows = await this.database.query(ITEMS, parameters(window));
    return rows.map((row) => itemSchema.parse(row));
  }

  /** The same of each tenant since its ledger began. */
  async totals(): Promise<(LedgerReading & { readonly tenant: string })[]> {
    const rows = await this.database.query(TOTALS, []);
    return rows.map((row) => ({
      tenant: tenantSchema.parse(row).tenant,
      counts: countsSchema.parse(row),
      items: openItemsSchema.parse(row),
    }));
  }

  /** When the books were closed, and how much of the streams was not in them. */
  async closing(): Promise<{ readonly ageSeconds: number | null; readonly lag: LedgerLag | null }> {
    const [row] = await this.database.query(CLOSING, []);
    const { age, lag } = closingRowSchema.parse(row);
    return { ageSeconds: age, lag };
  }
}

function parameters({ tenant, from, to }: LedgerWindow): string[] {
  return [tenant, new Date(from).toISOString(), new Date(to).toISOString()];
}
