import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { LogDays } from '../retention/log-days.js';
import { instant, keepBodies, partOf, utcDay } from './bodies.repository.js';
import { Columns } from './columns.js';
import type { EventRow } from './event-row.js';
import { PackedParts } from './packed-parts.js';

const store = (columns: Columns): string => `
  WITH rows AS MATERIALIZED (
    SELECT r.*, ${instant('r.received_ms')} AS received_at FROM ${columns.source('r')}
  ), bodies AS (
    SELECT tenant, payload_hash AS hash, ${utcDay('received_at')} AS day, ${partOf('payload_begin', 'payload_length')} AS packed
    FROM rows
  ), kept AS (${keepBodies('bodies')}
  )
  INSERT INTO logs.events (
    tenant, id, sequence, type, source, subject, time, ticket_id, mode, headers, payload_hash, received_at)
  SELECT tenant, id, sequence, type, source, subject, ${instant('time_ms')}, ticket_id, mode, headers, payload_hash, received_at
  FROM rows ORDER BY tenant, id, sequence, received_at
  ON CONFLICT (tenant, id, sequence, received_at) DO NOTHING`;

/** Keeps events and their payloads. */
@Injectable()
export class EventsRepository {
  constructor(
    private readonly database: Database,
    private readonly days: LogDays,
  ) {}

  /** Stores events with one statement. Idempotent, in any order. */
  async store(rows: readonly EventRow[]): Promise<void> {
    const parts = new PackedParts();
    const payloads = rows.map(({ payload }) => parts.add(payload));
    const columns = new Columns(2)
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
        'sequence',
        'int8',
        rows.map((row) => row.sequence),
      )
      .add(
        'type',
        'text',
        rows.map((row) => row.type),
      )
      .add(
        'source',
        'text',
        rows.map((row) => row.source),
      )
      .add(
        'subject',
        'text',
        rows.map((row) => row.subject),
      )
      .add(
        'time_ms',
        'float8',
        rows.map((row) => row.time),
      )
      .add(
        'ticket_id',
        'text',
        rows.map((row) => row.ticketId),
      )
      .add(
        'mode',
        'text',
        rows.map((row) => row.mode),
      )
      .add(
        'headers',
        'json',
        rows.map((row) => row.headers),
      )
      .add(
        'received_ms',
        'float8',
        rows.map((row) => row.receivedAt),
      )
      .add(
        'payload_hash',
        'text',
        rows.map((row) => row.payloadHash),
      )
      .add(
        'payload_begin',
        'int',
        payloads.map(({ begin }) => begin),
      )
      .add(
        'payload_length',
        'int',
        payloads.map(({ length }) => length),
      );
    const instants = rows.map(({ receivedAt }) => receivedAt);
    const parameters = [parts.all(), ...columns.parameters];
    await this.days.write(instants, () => this.database.query(store(columns), parameters));
  }
}
