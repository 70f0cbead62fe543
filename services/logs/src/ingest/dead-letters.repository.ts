import type { DeadLetterHeader } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { instant } from './bodies.repository.js';
import { storableJson } from './storable-lines.js';

export interface DeadLetterRow {
  readonly tenant: string;
  readonly header: DeadLetterHeader;
  readonly payload: Uint8Array;
}

const ROW = `tenant text, id text, reason text, detail text, pointer text, subject text, stream text, sequence bigint,
  "receivedAt" float8, "truncatedFrom" bigint, headers json, begin int, length int`;

const STORE = `
  INSERT INTO logs.dead_letters (
    tenant, id, reason, detail, pointer, subject, stream, sequence, received_at, truncated_from, headers, payload)
  SELECT tenant, id, reason, detail, pointer, subject, stream, sequence, ${instant('"receivedAt"')},
    "truncatedFrom", headers, substring($1::bytea FROM begin + 1 FOR length)
  FROM json_to_recordset($2::json) AS r(${ROW})
  ORDER BY tenant, id
  ON CONFLICT (tenant, id) DO NOTHING`;

/** Keeps dead letters as they arrive. */
@Injectable()
export class DeadLettersRepository {
  constructor(private readonly database: Database) {}

  /** Stores dead letters with one statement. Idempotent, in any order. */
  async store(rows: readonly DeadLetterRow[]): Promise<void> {
    let begin = 0;
    const described = rows.map(({ tenant, header, payload }) => {
      const place = { begin, length: payload.length };
      begin += payload.length;
      return { tenant, ...header, ...place };
    });
    const payloads = Buffer.concat(rows.map((row) => row.payload));
    await this.database.query(STORE, [payloads, storableJson(JSON.stringify(described))]);
  }
}
