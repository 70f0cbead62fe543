import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { LogDays } from '../retention/log-days.js';
import { instant } from './bodies.repository.js';
import { Columns } from './columns.js';
import { mergeFacts } from './delivery-records.repository.js';
import type { DeliveryRow } from './delivery-row.js';
import { LogTerms } from './log-terms.js';

/** What the log knows more of already needs no merge, which would write the row again. */
const ADDS = `NOT EXISTS (
    SELECT FROM logs.deliveries d WHERE d.tenant = r.tenant AND d.id = r.id AND d.created_at = r.created_at
      AND (d.number, d.standing) > (r.number_before + 1, 0) AND d.replayed_after >= r.number_before OFFSET 0)`;

const store = (columns: Columns): string => `
  WITH told AS (
    SELECT r.*, ${instant('r.created_ms')} AS created_at FROM ${columns.source('r')}
  ), facts AS (
    SELECT r.tenant, r.id, r.created_at, r.event_id, r.series_id, r.ticket_id, r.test,
      r.number_before + 1 AS number, 0::smallint AS standing, ${instant('r.announced_ms')} AS changed_at,
      NULL::bigint AS reason_id, NULL::timestamptz AS next_attempt_at,
      0 AS delivered_number, r.number_before AS replayed_after, 0 AS attempted_number, NULL::int AS response_code,
      0 AS attempt_count, r.sequence AS stream_sequence
    FROM told r WHERE ${ADDS}
  )
  ${mergeFacts('facts')}`;

/** Keeps what was announced on DELIVERIES. */
@Injectable()
export class DeliveriesRepository {
  constructor(
    private readonly database: Database,
    private readonly days: LogDays,
    private readonly terms: LogTerms,
  ) {}

  /** Stores announcements with one statement. Idempotent, in any order. */
  async store(rows: readonly DeliveryRow[]): Promise<void> {
    const columns = new Columns(1)
      .add(
        'tenant',
        'text',
        rows.map((row) => row.tenant),
      )
      .add(
        'id',
        'text',
        rows.map((row) => row.id),
      )
      .add(
        'event_id',
        'text',
        rows.map((row) => row.eventId),
      )
      .add('series_id', 'int8', await this.terms.seriesOf(rows))
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
        'number_before',
        'int',
        rows.map((row) => row.numberBefore),
      )
      .add(
        'announced_ms',
        'float8',
        rows.map((row) => row.announcedAt),
      )
      .add(
        'sequence',
        'int8',
        rows.map((row) => row.sequence),
      );
    const instants = rows.map(({ createdAt }) => createdAt);
    await this.days.write(instants, () => this.database.query(store(columns), columns.parameters));
  }
}
