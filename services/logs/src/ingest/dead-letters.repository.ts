import type { DeadLetterHeader } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { LogDays } from '../retention/log-days.js';
import { instant, partOf } from './bodies.repository.js';
import { Columns } from './columns.js';
import { PackedParts } from './packed-parts.js';
import { storableJson, storableText } from './storable-text.js';

export interface DeadLetterRow {
  readonly tenant: string;
  readonly header: DeadLetterHeader;
  readonly payload: Uint8Array;
}

const store = (columns: Columns): string => `
  INSERT INTO logs.dead_letters (
    tenant, id, reason, detail, pointer, subject, stream, sequence, received_at, truncated_from, headers, payload)
  SELECT tenant, id, reason, detail, pointer, subject, stream, sequence, ${instant('received_ms')},
    truncated_from, headers, ${partOf('payload_begin', 'payload_length')}
  FROM ${columns.source('r')} ORDER BY tenant, id, received_ms
  ON CONFLICT (tenant, id, received_at) DO NOTHING`;

/** Keeps dead letters as they arrive. */
@Injectable()
export class DeadLettersRepository {
  constructor(
    private readonly database: Database,
    private readonly days: LogDays,
  ) {}

  /** Stores dead letters with one statement. Idempotent, in any order. */
  async store(rows: readonly DeadLetterRow[]): Promise<void> {
    const parts = new PackedParts();
    const payloads = rows.map(({ payload }) => parts.add(payload));
    const headers = rows.map(({ header }) => header);
    const columns = new Columns(2)
      .add(
        'tenant',
        'text',
        rows.map(({ tenant }) => tenant),
      )
      .add(
        'id',
        'text',
        headers.map(({ id }) => storableText(id)),
      )
      .add(
        'reason',
        'text',
        headers.map(({ reason }) => storableText(reason)),
      )
      .add(
        'detail',
        'text',
        headers.map(({ detail }) => storableText(detail)),
      )
      .add(
        'pointer',
        'text',
        headers.map(({ pointer }) => (pointer === undefined ? null : storableText(pointer))),
      )
      .add(
        'subject',
        'text',
        headers.map(({ subject }) => storableText(subject)),
      )
      .add(
        'stream',
        'text',
        headers.map(({ stream }) => storableText(stream)),
      )
      .add(
        'sequence',
        'int8',
        headers.map(({ sequence }) => sequence),
      )
      .add(
        'received_ms',
        'float8',
        headers.map(({ receivedAt }) => receivedAt),
      )
      .add(
        'truncated_from',
        'int8',
        headers.map(({ truncatedFrom }) => truncatedFrom ?? null),
      )
      .add(
        'headers',
        'json',
        headers.map((header) => storableJson(JSON.stringify(header.headers))),
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
    const instants = headers.map(({ receivedAt }) => receivedAt);
    const parameters = [parts.all(), ...columns.parameters];
    await this.days.write(instants, () => this.database.query(store(columns), parameters));
  }
}
