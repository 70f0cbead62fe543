import {
  attemptSchema,
  deliveryStatusSchema,
  deliverySummarySchema,
  type Attempt,
  type DeliveryProgress,
  type DeliveryQuery,
  type DeliverySummary,
} from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { unpackDetail } from '../ingest/attempt-detail.js';
import { utcDay } from '../ingest/bodies.repository.js';
import { unpack } from '../ingest/packed-bytes.js';
import { iso } from './conditions.repository.js';
import { deliveryPage } from './delivery-page.repository.js';
import { toPage, type Page } from './page-cursor.js';
import { LogTermSearch } from './log-term-search.repository.js';

/** Deliveries of one event that are shown with it. */
const EVENT_DELIVERIES_MAX = 500;

const SUMMARY = `
  d.id, d.event_id AS "eventId", s.subscription_id AS "subscriptionId", s.url, s.type, s.trigger, d.ticket_id AS "ticketId",
  d.status, d.last_response_code AS "lastResponseCode", d.attempt_count AS "attemptCount",
  CASE WHEN d.status = 'retrying' THEN ${iso('d.next_attempt_at')} END AS "nextAttemptAt",
  CASE WHEN d.status <> 'delivered' THEN t.text END AS reason,
  ${iso('d.created_at')} AS "createdAt", ${iso('d.changed_at')} AS "updatedAt"`;

/** Deliveries, with what they have in common with others. */
const summaries = (deliveries: string): string => `SELECT ${SUMMARY} FROM ${deliveries} AS d
  JOIN logs.series s ON s.id = d.series_id LEFT JOIN logs.texts t ON t.id = d.reason_id`;

const ATTEMPT = `
  a.number, ${iso('a.at')} AS at, a.duration_ms AS "durationMs", a.response_code AS "responseCode", t.text AS error,
  a.detail, b.packed`;

const knownRowSchema = z.object({ id: z.string(), eventId: z.string() });
const attemptRowSchema = attemptSchema
  .pick({ number: true, at: true, durationMs: true, responseCode: true, error: true })
  .extend({ detail: z.instanceof(Buffer), packed: z.instanceof(Buffer).nullable() })
  .transform(({ detail, packed, ...attempt }) => {
    const {
      contentType: _,
      rendered: _rendered,
      spanId: _spanId,
      retry: _retry,
      ...shown
    } = unpackDetail(detail);
    return { ...attempt, ...shown, requestBody: packed === null ? null : unpack(packed).toString('utf8') };
  });

/** The attempt that the delivery's standing is of, if one was made. */
const PROGRESS = `SELECT d.status, d.number, d.replayed_after AS "replayedAfter", a.detail
  FROM logs.deliveries d LEFT JOIN logs.attempts a ON a.tenant = d.tenant AND a.delivery_id = d.id
    AND a.created_at = d.created_at AND a.number = d.number
  WHERE d.tenant = $1 AND d.id = $2 AND d.created_at = $3::timestamptz`;
const progressRowSchema = z
  .object({
    status: deliveryStatusSchema,
    number: z.number(),
    replayedAfter: z.number(),
    detail: z.instanceof(Buffer).nullable(),
  })
  .transform(({ status, number, replayedAfter, detail }): DeliveryProgress | null => {
    if (status === 'pending') return { nextNumber: number, attemptsMade: 0, retry: null };
    if (status !== 'retrying') return null;
    const retry = (detail === null ? undefined : unpackDetail(detail).retry) ?? null;
    const attemptsMade = retry !== null && 'position' in retry ? retry.position : number - replayedAfter;
    return { nextNumber: number + 1, attemptsMade, retry };
  });

/** Reads deliveries and their attempts. */
@Injectable()
export class DeliveryLogRepository {
  constructor(
    private readonly database: Database,
    private readonly terms: LogTermSearch,
  ) {}

  /** Deliveries by the event's acceptance, newest first. A filter must not tell what the answer hides of URLs. */
  async list(tenant: string, query: DeliveryQuery, hidesSecrets = false): Promise<Page<DeliverySummary>> {
    const [series, texts] = await Promise.all([
      this.terms.series({ ...query, tenant, hidesSecrets }),
      this.terms.texts(tenant, query.error),
    ]);
    if (series?.length === 0 || texts?.length === 0) return { items: [], nextCursor: null };
    const page = deliveryPage(tenant, query, { series, texts });
    const rows = await this.database.query(
      `${summaries(`(${page.sql})`)} ORDER BY d.created_at DESC, d.id DESC`,
      page.parameters,
    );
    const items = rows.map((row) => deliverySummarySchema.parse(row));
    return toPage(items, query.limit, (item) => [item.createdAt, item.id]);
  }

  /** The deliveries of an event and of the events that were derived from it. */
  async ofEvent(tenant: string, eventId: string): Promise<DeliverySummary[]> {
    const sql = `${summaries('logs.deliveries')} WHERE d.tenant = $1 AND (d.event_id = $2
      OR d.event_id > $2 || ':' AND d.event_id < $2 || ';' AND d.event_id = $2 || ':' || s.type)
      ORDER BY d.created_at, d.id LIMIT ${EVENT_DELIVERIES_MAX}`;
    const rows = await this.database.query(sql, [tenant, eventId]);
    return rows.map((row) => deliverySummarySchema.parse(row));
  }

  /** Of these ids, those that are in the log, each with its event. */
  async known(
    tenant: string,
    ids: readonly string[],
  ): Promise<{ readonly id: string; readonly eventId: string }[]> {
    const sql = `SELECT DISTINCT d.id, d.event_id AS "eventId" FROM logs.deliveries d
      WHERE d.tenant = $1 AND d.id = ANY($2::text[])`;
    const rows = await this.database.query(sql, [tenant, ids]);
    return rows.map((row) => knownRowSchema.parse(row));
  }

  /** One delivery; where the event was published again long after, the last delivery of that id. */
  async find(tenant: string, id: string): Promise<DeliverySummary | null> {
    const sql = `${summaries('logs.deliveries')} WHERE d.tenant = $1 AND d.id = $2 ORDER BY d.created_at DESC LIMIT 1`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : deliverySummarySchema.parse(row);
  }

  /** How far a delivery has come in its run of the retry schedule; null once it has ended. */
  async progress(tenant: string, { id, createdAt }: DeliverySummary): Promise<DeliveryProgress | null> {
    const [row] = await this.database.query(PROGRESS, [tenant, id, createdAt]);
    return row === undefined ? null : progressRowSchema.parse(row);
  }

  /** Every attempt of a delivery in order, with the exact body that it sent. */
  async attempts(tenant: string, deliveryId: string): Promise<Attempt[]> {
    const delivery = await this.find(tenant, deliveryId);
    if (delivery === null) return [];
    const sql = `SELECT ${ATTEMPT} FROM logs.attempts a
      LEFT JOIN logs.bodies b ON b.tenant = a.tenant AND b.hash = a.body_hash AND b.day = ${utcDay('$3::timestamptz')}
      LEFT JOIN logs.texts t ON t.id = a.error_id
      WHERE a.tenant = $1 AND a.delivery_id = $2 AND a.created_at = $3::timestamptz ORDER BY a.number`;
    const rows = await this.database.query(sql, [tenant, deliveryId, delivery.createdAt]);
    return rows.map((row) => attemptRowSchema.parse(row));
  }
}
