import { deliveryStatusSchema, renderedSchema } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const deliverySchema = z.object({
  id: z.string(),
  eventId: z.string(),
  subscriptionId: z.string(),
  url: z.string(),
  type: z.string(),
  trigger: z.string().nullable(),
  ticketId: z.string().nullable(),
  test: z.boolean(),
  status: deliveryStatusSchema,
  /** The highest number that the delivery came to. */
  number: z.number().int(),
  acceptedAt: z.number(),
});
const lastAttemptSchema = z.object({
  contentType: z.string(),
  /** What was rendered beside the body; null for the attempts of earlier releases. */
  rendered: renderedSchema.pick({ headers: true, variant: true }).nullable(),
  traceId: z.string(),
  spanId: z.string(),
  /** Null where the log lacks what it sent: it was too large to be reported, or arrives with the event. */
  body: z.instanceof(Buffer).nullable(),
});
export type ReplayableDelivery = z.infer<typeof deliverySchema>;
export type LastAttempt = z.infer<typeof lastAttemptSchema>;

/** Reads what a delivery is sent again from. */
@Injectable()
export class ReplayableRepository {
  constructor(private readonly database: Database) {}

  async delivery(tenant: string, id: string): Promise<ReplayableDelivery | null> {
    const sql = `SELECT id, event_id AS "eventId", subscription_id AS "subscriptionId", url, type, trigger,
      ticket_id AS "ticketId", test, status, number,
      (extract(epoch FROM created_at) * 1000)::float8 AS "acceptedAt"
      FROM logs.deliveries WHERE tenant = $1 AND id = $2`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : deliverySchema.parse(row);
  }

  async lastAttempt(tenant: string, deliveryId: string): Promise<LastAttempt | null> {
    const sql = `SELECT a.content_type AS "contentType", a.rendered, a.trace_id AS "traceId", a.span_id AS "spanId",
      b.bytes AS body FROM logs.attempts a
      LEFT JOIN logs.bodies b ON b.tenant = a.tenant AND b.hash = a.body_hash
      WHERE a.tenant = $1 AND a.delivery_id = $2 ORDER BY a.number DESC LIMIT 1`;
    const [row] = await this.database.query(sql, [tenant, deliveryId]);
    return row === undefined ? null : lastAttemptSchema.parse(row);
  }
}
