import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { instant } from './bodies.repository.js';
import { mergeFacts } from './delivery-records.repository.js';
import { storableLines } from './storable-lines.js';

/** Columns of `deliverySchema` that the log keeps, as Postgres reads them from JSON. */
const DELIVERY = `id text, tenant text, "eventId" text, type text, "ticketId" text, "subscriptionId" text, url text,
  trigger text, "numberBefore" int, "acceptedAt" float8, test boolean`;

const STORE = `
  WITH facts AS (
    SELECT r.tenant, r.id, r."eventId" AS event_id, r."subscriptionId" AS subscription_id, r.url, r.type, r.trigger,
      r."ticketId" AS ticket_id, coalesce(r.test, false) AS test, ${instant('r."acceptedAt"')} AS created_at,
      r."numberBefore" + 1 AS number, 0 AS standing, ${instant('(line::json ->> 0)::float8')} AS changed_at,
      NULL::text AS reason, NULL::timestamptz AS next_attempt_at,
      0 AS delivered_number, r."numberBefore" AS replayed_after, 0 AS attempted_number, NULL::int AS response_code
    FROM string_to_table(convert_from($1::bytea, 'UTF8'), E'\\x1e') AS line
    CROSS JOIN json_to_record(line::json -> 1) AS r(${DELIVERY})
  )
  ${mergeFacts('facts')}`;

/** A delivery as DELIVERIES announces it. */
export interface Announcement {
  /** The `Deskhook-Delivery` header: JSON of `deliverySchema`. */
  readonly delivery: string;
  /** When the broker stored it, in epoch milliseconds. */
  readonly storedAt: number;
}

/** Keeps what was announced on DELIVERIES. */
@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  /** Stores announcements with one statement. Idempotent, in any order. */
  async store(announcements: readonly Announcement[]): Promise<void> {
    const lines = announcements.map(({ delivery, storedAt }) => Buffer.from(`[${storedAt},${delivery}]`));
    await this.database.query(STORE, [storableLines(lines)]);
  }
}
