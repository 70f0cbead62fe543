import {
  eventRefusalSchema,
  eventSummarySchema,
  type EventQuery,
  type EventSummary,
} from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { isEventType } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { utcDay } from '../ingest/bodies.repository.js';
import { unpack } from '../ingest/packed-bytes.js';
import { Conditions, iso } from './conditions.repository.js';
import { decodeCursor, toPage, type Page } from './page-cursor.js';

const SUMMARY = `e.id, e.type, e.source, e.subject, ${iso('e.time')} AS time, e.ticket_id AS "ticketId",
  ${iso('e.received_at')} AS "receivedAt", e.sequence::text AS sequence`;

const summaryRowSchema = eventSummarySchema.extend({ sequence: z.string() });
const storedRowSchema = summaryRowSchema.extend({
  mode: z.enum(['structured', 'binary']),
  headers: z.record(z.string(), z.string()).nullable(),
  payload: z.instanceof(Buffer).transform(unpack),
});

/** An event with its payload, as it was published. */
export type StoredEvent = z.infer<typeof storedRowSchema>;

/** Of an id that was published over and over, the latest. */
const FOUND_MAX = 200;

/** Where the refusal of a message is, if it was refused: a dead letter of the same instant. */
const refusalOf = (event: string): string => `SELECT d.* FROM logs.dead_letters d
  WHERE d.stream = 'EVENTS' AND d.sequence = ${event}.sequence AND d.tenant = ${event}.tenant
    AND d.received_at BETWEEN ${event}.received_at - interval '1 hour' AND ${event}.received_at + interval '1 hour' LIMIT 1`;

/** As the view accepted_events has it, over the few messages of one id. */
const FIND = `
  WITH published AS MATERIALIZED (
    SELECT * FROM logs.events WHERE tenant = $1 AND id IN ($2, $3) ORDER BY sequence DESC LIMIT ${FOUND_MAX}
  ), judged AS MATERIALIZED (
    SELECT p.*, EXISTS (${refusalOf('p')}) AS refused FROM published p
  ), found AS (
    SELECT j.*, NOT j.refused AND EXISTS (
      SELECT FROM judged f WHERE f.id = j.id AND NOT f.refused AND f.sequence < j.sequence
        AND f.received_at >= j.received_at - interval '1 day') AS repeated
    FROM judged j ORDER BY j.refused, j.id = $2 DESC, repeated, j.sequence DESC LIMIT 1
  )
  SELECT ${SUMMARY}, e.mode, e.headers, b.packed AS payload FROM found e CROSS JOIN LATERAL (
    SELECT packed FROM logs.bodies WHERE tenant = e.tenant AND hash = e.payload_hash AND day = ${utcDay('e.received_at')} LIMIT 1
  ) AS b`;

/** Publications of one id that are shown with it. */
const PUBLICATIONS_MAX = 20;

const publicationRowSchema = z.object({
  receivedAt: z.string(),
  count: z.number(),
  refusal: eventRefusalSchema.nullable(),
});
/** One time that an id was published; `count` is of all of them. */
export type PublicationRow = z.infer<typeof publicationRowSchema>;

/**
 * With when its id was published, the first time first, and why a publication was refused. One statement, which sees one
 * state of the log: an event that is published again meanwhile is not shown as one that was, with what the other had.
 */
const FIND_PUBLISHED = `SELECT s.*, (
    SELECT json_agg(p ORDER BY p.sequence) FROM (
      SELECT e.sequence, ${iso('e.received_at')} AS "receivedAt", (count(*) OVER ())::int AS count,
        CASE WHEN d.id IS NOT NULL
          THEN json_build_object('reason', d.reason, 'detail', d.detail, 'deadLetterId', d.id) END AS refusal
      FROM logs.events e
      LEFT JOIN LATERAL (${refusalOf('e')}) AS d ON true
      WHERE e.tenant = $1 AND e.id = s.id ORDER BY e.sequence LIMIT ${PUBLICATIONS_MAX}
    ) AS p
  ) AS publications
  FROM (${FIND}) AS s`;
const publishedRowSchema = storedRowSchema.extend({ publications: z.array(publicationRowSchema) });

/** An event with its payload, and every time that its id was published. */
export type PublishedEvent = z.infer<typeof publishedRowSchema>;

/** Reads events. */
@Injectable()
export class EventLogRepository {
  constructor(private readonly database: Database) {}

  /** Events by their acceptance, newest first. */
  async list(tenant: string, query: EventQuery): Promise<Page<EventSummary>> {
    const where = new Conditions()
      .add('e.tenant = ?', tenant)
      .add('e.type = ?', query.type)
      .add('e.ticket_id = ?', query.ticket)
      .add('e.received_at >= ?', query.from)
      .add('e.received_at < ?', query.to)
      .after('e.received_at', 'e.sequence', decodeCursor(query.cursor, /^\d{1,18}$/));
    const limit = where.parameter(query.limit + 1);
    const sql = `SELECT ${SUMMARY} FROM logs.accepted_events e WHERE ${where.sql()}
      ORDER BY e.received_at DESC, e.sequence DESC LIMIT ${limit}`;
    const rows = (await this.database.query(sql, where.parameters)).map((row) => summaryRowSchema.parse(row));
    const page = toPage(rows, query.limit, (row) => [row.receivedAt, row.sequence]);
    return { ...page, items: page.items.map((row) => eventSummarySchema.parse(row)) };
  }

  /**
   * One event; for the id of a derived event, the event that it was derived from. Where none of its publications was
   * accepted, the last of them.
   */
  async find(tenant: string, id: string): Promise<StoredEvent | null> {
    const [row] = await this.database.query(FIND, [tenant, id, originOf(id) ?? id]);
    return row === undefined ? null : storedRowSchema.parse(row);
  }

  /** As `find`, with the times that it was published. */
  async findPublished(tenant: string, id: string): Promise<PublishedEvent | null> {
    const [row] = await this.database.query(FIND_PUBLISHED, [tenant, id, originOf(id) ?? id]);
    return row === undefined ? null : publishedRowSchema.parse(row);
  }
}

/** `<id>` of `<id>:<derived type>` (contract, section 1); null for any other id. */
function originOf(id: string): string | null {
  const colon = id.lastIndexOf(':');
  return colon > 0 && isEventType(id.slice(colon + 1)) ? id.slice(0, colon) : null;
}
