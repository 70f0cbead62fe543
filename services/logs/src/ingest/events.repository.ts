import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { instant, keepBodies } from './bodies.repository.js';
import type { EventRow } from './event-row.js';
import { storableJson } from './storable-lines.js';

const ROW = `tenant text, id text, sequence bigint, type text, source text, subject text, time float8,
  "ticketId" text, mode text, headers json, "receivedAt" float8, begin int, length int`;

/** Payloads travel as one parameter; each row says where its own begins. Postgres hashes them. */
const STORE = `
  WITH rows AS MATERIALIZED (
    SELECT r.*, p.bytes, ${instant('"receivedAt"')} AS used_at,
      translate(rtrim(encode(sha256(p.bytes), 'base64'), '='), '+/', '-_') AS hash
    FROM json_to_recordset($2::json) AS r(${ROW})
    CROSS JOIN LATERAL (SELECT substring($1::bytea FROM r.begin + 1 FOR r.length) AS bytes) AS p
  ), kept AS (${keepBodies('rows')}
  )
  INSERT INTO logs.events (
    tenant, id, sequence, type, source, subject, time, ticket_id, mode, headers, payload_hash, received_at)
  SELECT tenant, id, sequence, type, source, subject, ${instant('time')}, "ticketId", mode, headers, hash, used_at
  FROM rows ORDER BY tenant, id, sequence
  ON CONFLICT (tenant, id, sequence) DO NOTHING`;

/** Keeps events and their payloads. */
@Injectable()
export class EventsRepository {
  constructor(private readonly database: Database) {}

  /** Stores events with one statement. Idempotent, in any order. */
  async store(rows: readonly EventRow[]): Promise<void> {
    let begin = 0;
    const described = rows.map(({ payload, ...row }) => {
      const place = { begin, length: payload.length };
      begin += payload.length;
      return { ...row, ...place };
    });
    const payloads = Buffer.concat(rows.map((row) => row.payload));
    await this.database.query(STORE, [payloads, storableJson(JSON.stringify(described))]);
  }
}
