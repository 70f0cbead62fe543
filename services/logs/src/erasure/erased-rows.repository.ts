import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

export type Key = readonly (string | number)[];

/** Rows of a chunk, at most, and bytes of them as they are stored. */
const ROWS_MAX = 100;
const BYTES_MAX = 4 * 1024 * 1024;

const bytes = z.instanceof(Buffer);
const bodySchema = z.object({ hash: z.string(), day: z.string(), packed: bytes });
const attemptSchema = z.object({ deliveryId: z.string(), number: z.number(), at: z.string(), detail: bytes });
const textSchema = z.object({ id: z.number(), text: z.string() });
const letterSchema = z.object({
  at: z.string(),
  id: z.string(),
  detail: z.string(),
  headers: z.record(z.string(), z.string()),
  payload: bytes,
});
const nullableText = z.string().nullable();
const eventSchema = z.object({
  at: z.string(),
  sequence: z.number(),
  source: z.string(),
  subject: nullableText,
  headers: z.record(z.string(), z.string()).nullable(),
});
/** Documents as texts. */
const replaySchema = z.object({
  id: z.string(),
  filter: z.string(),
  failures: z.string(),
  waiting: nullableText,
  detail: nullableText,
});
export type BodyRow = z.infer<typeof bodySchema>;
export type EventAttributesRow = z.infer<typeof eventSchema>;
export type ReplayRow = z.infer<typeof replaySchema>;
export type AttemptDetailRow = z.infer<typeof attemptSchema>;
export type TextRow = z.infer<typeof textSchema>;
export type LetterRow = z.infer<typeof letterSchema>;

/** Rows of a chunk up to a size, in the order of their key; at least one. */
const chunk = (columns: string, from: string, order: string, size: string): string => `
  SELECT * FROM (
    SELECT ${columns}, sum(octet_length(${size})) OVER (ORDER BY ${order}) AS bytes, row_number() OVER (ORDER BY ${order}) AS n
    FROM (SELECT * FROM ${from} ORDER BY ${order} LIMIT ${ROWS_MAX}) AS r) AS c
  WHERE bytes <= ${BYTES_MAX} OR n = 1 ORDER BY n`;

const instantText = (column: string): string => `to_json(${column})#>>'{}'`;

/** Reads everything of a tenant that may tell of a person, row by row, and writes it without them. */
@Injectable()
export class ErasedRowsRepository {
  constructor(private readonly database: Database) {}

  async bodies(tenant: string, after: Key | null): Promise<BodyRow[]> {
    const from = `logs.bodies WHERE tenant = $1 ${behind('hash, day', ['text', 'date'], after)}`;
    const sql = chunk('hash, day::text AS day, packed', from, 'hash, day', 'packed');
    return (await this.rows(sql, tenant, after)).map((row) => bodySchema.parse(row));
  }

  /** It stays under the address of what it was: the same bytes do not come back under it. */
  async replaceBody(tenant: string, { hash, day }: BodyRow, packed: Uint8Array): Promise<void> {
    const sql = `UPDATE logs.bodies SET packed = $4, erased_at = now()
      WHERE tenant = $1 AND hash = $2 AND day = $3::date`;
    await this.database.query(sql, [tenant, hash, day, packed]);
  }

  /** What stands beside the payloads of events. */
  async events(tenant: string, after: Key | null): Promise<EventAttributesRow[]> {
    const order = 'received_at, sequence';
    const from = `logs.events WHERE tenant = $1 ${behind(order, ['timestamptz', 'bigint'], after)}`;
    const columns = `${instantText('received_at')} AS at, sequence::float8 AS sequence, source, subject, headers`;
    const rows = await this.rows(chunk(columns, from, order, "coalesce(headers::text, '')"), tenant, after);
    return rows.map((row) => eventSchema.parse(row));
  }

  /** Its payload counts as erased too: without its attributes it is not what was sent any more. */
  async replaceEvent(tenant: string, row: EventAttributesRow): Promise<void> {
    const { at, sequence, source, subject, headers } = row;
    const sql = `WITH event AS (
        UPDATE logs.events SET source = $4, subject = $5, headers = $6::json
        WHERE tenant = $1 AND received_at = $2::timestamptz AND sequence = $3 RETURNING payload_hash, received_at)
      UPDATE logs.bodies b SET erased_at = coalesce(b.erased_at, now()) FROM event
      WHERE b.tenant = $1 AND b.hash = event.payload_hash AND b.day = (event.received_at AT TIME ZONE 'UTC')::date`;
    const json = headers === null ? null : JSON.stringify(headers);
    await this.database.query(sql, [tenant, at, sequence, source, subject, json]);
  }

  async attempts(tenant: string, after: Key | null): Promise<AttemptDetailRow[]> {
    const order = 'delivery_id, number, created_at';
    const from = `logs.attempts WHERE tenant = $1 ${behind(order, ['text', 'int', 'timestamptz'], after)}`;
    const columns = `delivery_id AS "deliveryId", number, ${instantText('created_at')} AS at, detail`;
    const rows = await this.rows(chunk(columns, from, order, 'detail'), tenant, after);
    return rows.map((row) => attemptSchema.parse(row));
  }

  /** Unless a stronger report of the attempt came in between: that is met by the next pass. */
  async replaceDetail(
    tenant: string,
    { deliveryId, number, at, detail }: AttemptDetailRow,
    without: Uint8Array,
  ): Promise<void> {
    const sql = `UPDATE logs.attempts SET detail = $5
      WHERE tenant = $1 AND delivery_id = $2 AND number = $3 AND created_at = $4::timestamptz AND detail = $6`;
    await this.database.query(sql, [tenant, deliveryId, number, at, without, detail]);
  }

  async texts(tenant: string, after: Key | null): Promise<TextRow[]> {
    const from = `logs.texts WHERE tenant = $1 ${behind('id', ['bigint'], after)}`;
    const rows = await this.rows(chunk('id::float8 AS id, text', from, 'id', 'text'), tenant, after);
    return rows.map((row) => textSchema.parse(row));
  }

  async replaceText({ id }: TextRow, without: string): Promise<void> {
    await this.database.query('UPDATE logs.texts SET text = $2 WHERE id = $1', [id, without]);
  }

  async letters(tenant: string, after: Key | null): Promise<LetterRow[]> {
    const from = `logs.dead_letters WHERE tenant = $1 ${behind('received_at, id', ['timestamptz', 'text'], after)}`;
    const columns = `${instantText('received_at')} AS at, id, detail, headers, payload`;
    const rows = await this.rows(chunk(columns, from, 'received_at, id', 'payload'), tenant, after);
    return rows.map((row) => letterSchema.parse(row));
  }

  async replaceLetter(tenant: string, row: LetterRow): Promise<void> {
    const sql = `UPDATE logs.dead_letters SET detail = $4, headers = $5::json, payload = $6, erased_at = now()
      WHERE tenant = $1 AND id = $2 AND received_at = $3::timestamptz`;
    const { id, at, detail, headers, payload } = row;
    await this.database.query(sql, [tenant, id, at, detail, JSON.stringify(headers), payload]);
  }

  async replays(tenant: string, after: Key | null): Promise<ReplayRow[]> {
    const from = `logs.replays WHERE tenant = $1 ${behind('id', ['text'], after)}`;
    const columns = 'id, filter::text AS filter, failures::text AS failures, waiting, detail';
    const rows = await this.rows(chunk(columns, from, 'id', 'failures::text'), tenant, after);
    return rows.map((row) => replaySchema.parse(row));
  }

  /** One that is at work goes on without: what it would look for is erased likewise. */
  async replaceReplay(tenant: string, { id, filter, failures, waiting, detail }: ReplayRow): Promise<void> {
    const sql = `UPDATE logs.replays SET filter = $3::json, failures = $4::jsonb, waiting = $5, detail = $6
      WHERE tenant = $1 AND id = $2`;
    await this.database.query(sql, [tenant, id, filter, failures, waiting, detail]);
  }

  /** Deliveries of events that the person was erased from, and that have not ended; counted up to a limit. */
  async openDeliveries(tenant: string, before: number, limit: number): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM (
      SELECT 1 FROM logs.deliveries d WHERE d.tenant = $1 AND d.status IN ('pending', 'retrying')
        AND d.created_at <= $2::timestamptz AND EXISTS (
          SELECT FROM logs.events e JOIN logs.bodies b ON b.tenant = e.tenant AND b.hash = e.payload_hash
            AND b.day = (e.received_at AT TIME ZONE 'UTC')::date
          WHERE e.tenant = d.tenant AND e.id IN (d.event_id, regexp_replace(d.event_id, ':[^:]*$', ''))
            AND b.erased_at IS NOT NULL)
      LIMIT $3) AS open`;
    const [row] = await this.database.query(sql, [tenant, new Date(before).toISOString(), limit]);
    return z.object({ count: z.number() }).parse(row).count;
  }

  private rows(sql: string, tenant: string, after: Key | null) {
    return this.database.query(sql, [tenant, ...(after ?? [])]);
  }
}

/** The condition that goes on behind a key, whose values are the parameters from the second on. */
function behind(columns: string, types: readonly string[], after: Key | null): string {
  if (after === null) return '';
  return `AND (${columns}) > (${types.map((type, index) => `$${index + 2}::${type}`).join(', ')})`;
}
