import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { LogDays } from '../retention/log-days.js';
import type { AttemptRow } from './attempt-row.js';
import { countAttempts } from './attempt-stats.repository.js';
import { instant, keepBodies, partOf, utcDay } from './bodies.repository.js';
import { Columns } from './columns.js';
import { mergeFacts } from './delivery-records.repository.js';
import { LogTerms } from './log-terms.js';
import { PackedParts } from './packed-parts.js';

const REPLACED = ['standing', 'at', 'duration_ms'] as const;
const REPLACING = [...REPLACED, 'response_code', 'error_id', 'body_hash', 'detail'] as const;

/**
 * One statement for everything that a report tells. A stronger report of an attempt that is known replaces it, and leaves
 * behind what it replaced: the statistics count what is new, and what is no longer so.
 */
const store = (columns: Columns): string => `
  WITH reports AS MATERIALIZED (
    SELECT r.*, ${instant('r.created_ms')} AS created_at, ${instant('r.at_ms')} AS at FROM ${columns.source('r')}
  ), bodies AS (
    SELECT tenant, body_hash AS hash, ${utcDay('created_at')} AS day, ${partOf('body_begin', 'body_length')} AS packed
    FROM reports WHERE body_begin IS NOT NULL
  ), kept AS (${keepBodies('bodies')}
  ), told AS (
    INSERT INTO logs.delivery_texts (tenant, text_id, created_at, delivery_id, series_id)
    SELECT DISTINCT ON (r.tenant, t.id, r.created_at, r.delivery_id)
      r.tenant, t.id, r.created_at, r.delivery_id, r.series_id
    FROM reports r CROSS JOIN LATERAL (VALUES (r.reason_id), (r.error_id)) AS t(id) WHERE t.id IS NOT NULL
    ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING
  ), attempts AS (
    INSERT INTO logs.attempts AS a (tenant, delivery_id, number, standing, created_at, series_id, at, duration_ms,
      response_code, error_id, body_hash, detail)
    SELECT DISTINCT ON (tenant, delivery_id, number, created_at) tenant, delivery_id, number, standing, created_at,
      series_id, at, duration_ms, response_code, error_id, body_hash, ${partOf('detail_begin', 'detail_length')}
    FROM reports WHERE body_hash IS NOT NULL
    ORDER BY tenant, delivery_id, number, created_at, standing DESC, reports.at DESC
    ON CONFLICT (tenant, delivery_id, number, created_at) DO UPDATE SET
      ${REPLACING.map((column) => `${column} = excluded.${column}`).join(', ')},
      ${REPLACED.map((column) => `replaced_${column} = a.${column}`).join(', ')}
    WHERE (excluded.standing, excluded.at) > (a.standing, a.at)
    RETURNING a.*
  ), counted AS (${countAttempts('attempts')}
  ), facts AS (
    SELECT r.tenant, r.delivery_id AS id, r.created_at, r.event_id, r.series_id, r.ticket_id, r.test,
      r.number, r.standing, ${instant('r.at_ms + r.duration_ms')} AS changed_at,
      r.reason_id, ${instant('r.next_ms')} AS next_attempt_at,
      CASE WHEN r.is_delivered THEN r.number ELSE 0 END AS delivered_number, 0 AS replayed_after,
      CASE WHEN r.body_hash IS NULL THEN 0 ELSE r.number END AS attempted_number, r.response_code,
      coalesce(n.count, 0) AS attempt_count, NULL::bigint AS stream_sequence
    FROM reports r LEFT JOIN (
      SELECT tenant, delivery_id, created_at, count(*)::int FROM attempts WHERE replaced_at IS NULL GROUP BY 1, 2, 3
    ) AS n USING (tenant, delivery_id, created_at)
  )
  ${mergeFacts('facts')}`;

/** Keeps attempts, what they sent, what they count for, and where they leave their deliveries. */
@Injectable()
export class AttemptsRepository {
  constructor(
    private readonly database: Database,
    private readonly days: LogDays,
    private readonly terms: LogTerms,
  ) {}

  /** Stores reports with one statement. Idempotent, in any order. */
  async store(rows: readonly AttemptRow[]): Promise<void> {
    const { columns, parts } = await this.columns(rows);
    const sql = store(columns);
    const instants = rows.flatMap(({ createdAt, at }) => [createdAt, at]);
    await this.days.write(instants, () => this.database.query(sql, [parts.all(), ...columns.parameters]));
  }

  private async columns(rows: readonly AttemptRow[]): Promise<{ columns: Columns; parts: PackedParts }> {
    const series = await this.terms.seriesOf(rows);
    const reasons = await this.terms.textsOf(rows.map((row) => ({ ...row, text: row.reason })));
    const errors = await this.terms.textsOf(rows.map((row) => ({ ...row, text: row.error })));
    const parts = new PackedParts();
    const bodies = rows.map(({ request }) => parts.add(request?.body ?? null));
    const details = rows.map(({ request }) => parts.add(request?.detail ?? null));
    const columns = new Columns(2)
      .add(
        'tenant',
        'text',
        rows.map((row) => row.tenant),
      )
      .add(
        'delivery_id',
        'text',
        rows.map((row) => row.deliveryId),
      )
      .add(
        'event_id',
        'text',
        rows.map((row) => row.eventId),
      )
      .add('series_id', 'int8', series)
      .add(
        'ticket_id',
        'text',
        rows.map((row) => row.ticketId),
      )
      .add(
        'test',
        'bool',
        rows.map((row) => row.test),
      )
      .add(
        'created_ms',
        'float8',
        rows.map((row) => row.createdAt),
      )
      .add(
        'number',
        'int',
        rows.map((row) => row.number),
      )
      .add(
        'standing',
        'int2',
        rows.map((row) => row.standing),
      )
      .add(
        'is_delivered',
        'bool',
        rows.map((row) => row.isDelivered),
      )
      .add(
        'at_ms',
        'float8',
        rows.map((row) => row.at),
      )
      .add(
        'duration_ms',
        'float8',
        rows.map((row) => row.durationMs),
      )
      .add('reason_id', 'int8', reasons)
      .add(
        'next_ms',
        'float8',
        rows.map((row) => row.nextAttemptAt),
      )
      .add('error_id', 'int8', errors)
      .add(
        'response_code',
        'int',
        rows.map((row) => row.responseCode),
      )
      .add(
        'body_hash',
        'text',
        rows.map((row) => row.request?.hash ?? null),
      )
      .add(
        'body_begin',
        'int',
        bodies.map(({ begin }) => begin),
      )
      .add(
        'body_length',
        'int',
        bodies.map(({ length }) => length),
      )
      .add(
        'detail_begin',
        'int',
        details.map(({ begin }) => begin),
      )
      .add(
        'detail_length',
        'int',
        details.map(({ length }) => length),
      );
    return { columns, parts };
  }
}
