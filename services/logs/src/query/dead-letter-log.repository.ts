import { deadLetterSchema, HEADERS, type DeadLetter, type DeadLetterQuery } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions, iso } from './conditions.repository.js';
import { decodeCursor, toPage, type Page } from './page-cursor.js';

const PAGE_BYTES_MAX = 400_000;

const COLUMNS = `l.id, l.subject, l.reason, l.detail, l.pointer, ${iso('l.received_at')} AS "receivedAt",
  l.payload AS bytes, l.truncated_from::float8 AS "truncatedFrom", ${iso('l.replayed_at')} AS "replayedAt", l.headers,
  l.headers ->> '${HEADERS.replayOf}' AS "replayOf", l.erased_at IS NOT NULL AS "isErased"`;

const rowSchema = deadLetterSchema.omit({ payload: true }).extend({
  bytes: z.instanceof(Buffer),
  headers: z.record(z.string(), z.string()),
  /** Whether a person was erased from the payload. */
  isErased: z.boolean(),
});

/** A dead letter with the bytes and headers of the original. */
export type StoredDeadLetter = z.infer<typeof rowSchema>;

/** Reads dead letters, and marks the replayed ones. */
@Injectable()
export class DeadLetterLogRepository {
  constructor(private readonly database: Database) {}

  /** Dead letters by the original's arrival, newest first. */
  async list(tenant: string, query: DeadLetterQuery): Promise<Page<DeadLetter>> {
    const where = new Conditions()
      .add('l.tenant = ?', tenant)
      .add('l.reason = ?', query.reason)
      .after('l.received_at', 'l.id', decodeCursor(query.cursor));
    const limit = where.parameter(query.limit + 1);
    const sql = `SELECT ${COLUMNS} FROM logs.dead_letters l WHERE ${where.sql()}
      ORDER BY l.received_at DESC, l.id DESC LIMIT ${limit}`;
    const items = (await this.database.query(sql, where.parameters)).map((row) =>
      toItem(rowSchema.parse(row), Math.floor(PAGE_BYTES_MAX / query.limit)),
    );
    return toPage(items, query.limit, (item) => [item.receivedAt, item.id]);
  }

  async find(tenant: string, id: string): Promise<StoredDeadLetter | null> {
    const sql = `SELECT ${COLUMNS} FROM logs.dead_letters l WHERE l.tenant = $1 AND l.id = $2`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** A dead letter with all of its payload that was kept. */
  async get(tenant: string, id: string): Promise<DeadLetter | null> {
    const row = await this.find(tenant, id);
    return row === null ? null : toItem(row, Infinity);
  }

  async markReplayed(tenant: string, id: string): Promise<void> {
    const sql = 'UPDATE logs.dead_letters SET replayed_at = now() WHERE tenant = $1 AND id = $2';
    await this.database.query(sql, [tenant, id]);
  }
}

/** A page of the largest payloads must still fit into one answer over the broker. */
function toItem(row: StoredDeadLetter, bytesMax: number): DeadLetter {
  const size = row.bytes.length;
  const truncatedFrom = row.truncatedFrom ?? (size > bytesMax ? size : null);
  const payload = row.bytes.subarray(0, bytesMax).toString('utf8');
  return deadLetterSchema.parse({ ...row, payload, truncatedFrom });
}
