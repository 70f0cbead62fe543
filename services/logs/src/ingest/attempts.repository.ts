import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { instant, keepBodies } from './bodies.repository.js';
import { mergeFacts, standingOf } from './delivery-records.repository.js';
import { storableLines } from './storable-lines.js';

/** Columns of `attemptReportSchema` as Postgres reads them from JSON. */
const REPORT = `"deliveryId" text, tenant text, "eventId" text, "subscriptionId" text, url text, type text,
  trigger text, "ticketId" text, "acceptedAt" float8, number int, at float8, status text, reason text, "nextAttemptAt" float8,
  test boolean, "durationMs" float8, request json, response json, error text, redirects json, warnings json, "traceId" text, "spanId" text`;

const STORE = `
  WITH reports AS MATERIALIZED (
    SELECT r.*, q.headers AS request_headers, q."contentType" AS content_type, q."bodyHash" AS body_hash, q.body, q.rendered,
      a.code AS response_code, a.headers AS response_headers, a.body AS response_body, a.truncated,
      ${standingOf('r.status')} AS standing
    FROM string_to_table(convert_from($1::bytea, 'UTF8'), E'\\x1e') AS line
    CROSS JOIN json_to_record(line::json) AS r(${REPORT})
    LEFT JOIN json_to_record(r.request) AS q(headers json, "contentType" text, "bodyHash" text, body text, rendered json) ON true
    LEFT JOIN json_to_record(r.response) AS a(code int, headers json, body text, truncated boolean) ON true
  ), bodies AS (
    SELECT tenant, body_hash AS hash, decode(body, 'base64') AS bytes, ${instant('at')} AS used_at
    FROM reports WHERE body IS NOT NULL
  ), kept AS (${keepBodies('bodies')}
  ), attempts AS (
    INSERT INTO logs.attempts AS a (
      tenant, delivery_id, number, standing, at, duration_ms, request_headers, content_type, body_hash,
      response_code, response_headers, response_body, response_truncated, error, trace_id, span_id,
      rendered, redirects, warnings)
    SELECT DISTINCT ON (tenant, "deliveryId", number)
      tenant, "deliveryId", number, standing, ${instant('at')}, coalesce("durationMs", 0), request_headers,
      content_type, body_hash, response_code, response_headers, response_body, coalesce(truncated, false), error,
      "traceId", "spanId", rendered, redirects, warnings
    FROM reports WHERE request IS NOT NULL
    ORDER BY tenant, "deliveryId", number, standing DESC, at DESC
    ON CONFLICT (tenant, delivery_id, number) DO UPDATE SET
      standing = excluded.standing, at = excluded.at, duration_ms = excluded.duration_ms,
      request_headers = excluded.request_headers, content_type = excluded.content_type,
      body_hash = excluded.body_hash, response_code = excluded.response_code,
      response_headers = excluded.response_headers, response_body = excluded.response_body,
      response_truncated = excluded.response_truncated, error = excluded.error,
      trace_id = excluded.trace_id, span_id = excluded.span_id, rendered = excluded.rendered,
      redirects = excluded.redirects, warnings = excluded.warnings
    WHERE (excluded.standing, excluded.at) > (a.standing, a.at)
  ), facts AS (
    SELECT tenant, "deliveryId" AS id, "eventId" AS event_id, "subscriptionId" AS subscription_id, url, type, trigger,
      "ticketId" AS ticket_id, coalesce(test, false) AS test, ${instant('"acceptedAt"')} AS created_at,
      number, standing, ${instant('at + coalesce("durationMs", 0)')} AS changed_at,
      reason, ${instant('"nextAttemptAt"')} AS next_attempt_at,
      CASE WHEN status = 'delivered' THEN number ELSE 0 END AS delivered_number, 0 AS replayed_after,
      CASE WHEN request IS NULL THEN 0 ELSE number END AS attempted_number, response_code
    FROM reports
  )
  ${mergeFacts('facts')}`;

/** Keeps attempts, what they sent, and where they leave their deliveries. */
@Injectable()
export class AttemptsRepository {
  constructor(private readonly database: Database) {}

  /** Stores reports (JSON of `attemptReportSchema`) with one statement. Idempotent, in any order. */
  async store(reports: readonly Uint8Array[]): Promise<void> {
    await this.database.query(STORE, [storableLines(reports)]);
  }
}
