import {
  attemptSchema,
  deliverySummarySchema,
  type Attempt,
  type DeliveryQuery,
  type DeliverySummary,
} from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions, iso } from './conditions.repository.js';
import { decodeCursor, toPage, type Page } from './page-cursor.js';

/** Deliveries of one event that are shown with it. */
const EVENT_DELIVERIES_MAX = 500;

const SUMMARY = `
  d.id, d.event_id AS "eventId", d.subscription_id AS "subscriptionId", d.url, d.type, d.trigger, d.ticket_id AS "ticketId",
  d.status, d.last_response_code AS "lastResponseCode",
  (SELECT count(*)::int FROM logs.attempts a WHERE a.tenant = d.tenant AND a.delivery_id = d.id) AS "attemptCount",
  CASE WHEN d.status = 'retrying' THEN ${iso('d.next_attempt_at')} END AS "nextAttemptAt",
  CASE WHEN d.status <> 'delivered' THEN d.reason END AS reason,
  ${iso('d.created_at')} AS "createdAt", ${iso('d.changed_at')} AS "updatedAt"`;

const ATTEMPT = `
  a.number, ${iso('a.at')} AS at, a.duration_ms AS "durationMs", a.request_headers AS "requestHeaders",
  b.bytes AS "requestBytes", a.response_code AS "responseCode", a.response_headers AS "responseHeaders",
  a.response_body AS "responseBody", a.response_truncated AS "responseTruncated", a.error, a.trace_id AS "traceId",
  coalesce(a.redirects, '[]') AS redirects, coalesce(a.warnings, '[]') AS warnings`;

const HAS_ERROR = `strpos(lower(d.reason), lower(?)) > 0 OR EXISTS (
  SELECT FROM logs.attempts a WHERE a.tenant = d.tenant AND a.delivery_id = d.id
  AND strpos(lower(a.error), lower(?)) > 0)`;

const knownRowSchema = z.object({ id: z.string(), eventId: z.string() });
const attemptRowSchema = attemptSchema
  .omit({ requestBody: true })
  .extend({ requestBytes: z.instanceof(Buffer).nullable() })
  .transform(({ requestBytes, ...attempt }) => ({
    ...attempt,
    requestBody: requestBytes === null ? null : requestBytes.toString('utf8'),
  }));

/** Reads deliveries and their attempts. */
@Injectable()
export class DeliveryLogRepository {
  constructor(private readonly database: Database) {}

  /** Deliveries by the event's acceptance, newest first. A filter must not tell what the answer hides of URLs. */
  async list(tenant: string, query: DeliveryQuery, hidesSecrets = false): Promise<Page<DeliverySummary>> {
    const where = new Conditions()
      .add('d.tenant = ?', tenant)
      .add('d.subscription_id = ?', query.subscription)
      .add('d.status = ?', query.status)
      .add('d.type = ? OR d.trigger = ?', query.type)
      .add('d.ticket_id = ?', query.ticket)
      .add('d.event_id = ?', query.event)
      .url('d.url', query.url, hidesSecrets)
      .add('d.last_response_code = ?', query.code)
      .add(HAS_ERROR, query.error)
      .add('d.created_at >= ?', query.from)
      .add('d.created_at < ?', query.to)
      .after('d.created_at', 'd.id', decodeCursor(query.cursor));
    const limit = where.parameter(query.limit + 1);
    const sql = `SELECT ${SUMMARY} FROM logs.deliveries d WHERE ${where.sql()}
      ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}`;
    const rows = await this.database.query(sql, where.parameters);
    const items = rows.map((row) => deliverySummarySchema.parse(row));
    return toPage(items, query.limit, (item) => [item.createdAt, item.id]);
  }

  /** The deliveries of an event and of the events that were derived from it. */
  async ofEvent(tenant: string, eventId: string): Promise<DeliverySummary[]> {
    const sql = `SELECT ${SUMMARY} FROM logs.deliveries d WHERE d.tenant = $1 AND (d.event_id = $2
      OR d.event_id > $2 || ':' AND d.event_id < $2 || ';' AND d.event_id = $2 || ':' || d.type)
      ORDER BY d.created_at, d.id LIMIT ${EVENT_DELIVERIES_MAX}`;
    const rows = await this.database.query(sql, [tenant, eventId]);
    return rows.map((row) => deliverySummarySchema.parse(row));
  }

  /** Of these ids, those that are in the log, each with its event. */
  async known(
    tenant: string,
    ids: readonly string[],
  ): Promise<{ readonly id: string; readonly eventId: string }[]> {
    const sql = `SELECT d.id, d.event_id AS "eventId" FROM logs.deliveries d
      WHERE d.tenant = $1 AND d.id = ANY($2::text[])`;
    const rows = await this.database.query(sql, [tenant, ids]);
    return rows.map((row) => knownRowSchema.parse(row));
  }

  async find(tenant: string, id: string): Promise<DeliverySummary | null> {
    const sql = `SELECT ${SUMMARY} FROM logs.deliveries d WHERE d.tenant = $1 AND d.id = $2`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : deliverySummarySchema.parse(row);
  }

  /** Every attempt of a delivery in order, with the exact body that it sent. */
  async attempts(tenant: string, deliveryId: string): Promise<Attempt[]> {
    const sql = `SELECT ${ATTEMPT} FROM logs.attempts a
      LEFT JOIN logs.bodies b ON b.tenant = a.tenant AND b.hash = a.body_hash
      WHERE a.tenant = $1 AND a.delivery_id = $2 ORDER BY a.number`;
    const rows = await this.database.query(sql, [tenant, deliveryId]);
    return rows.map((row) => attemptRowSchema.parse(row));
  }
}
