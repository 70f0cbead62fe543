import { deliveryStatusSchema } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { unpackDetail, type AttemptDetail } from '../ingest/attempt-detail.js';
import { utcDay } from '../ingest/bodies.repository.js';
import { unpack } from '../ingest/packed-bytes.js';

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
  /** The ledger has looked for it as it stands, everywhere, and found it nowhere: then nothing of it is on its way. */
  isLost: z.boolean(),
});
export type ReplayableDelivery = z.infer<typeof deliverySchema>;

const attemptRowSchema = z.object({
  detail: z.instanceof(Buffer),
  packed: z.instanceof(Buffer).nullable(),
  isErased: z.boolean(),
});

/**
 * True of a row of deliveries, or a detail, that the ledger has given up. What it gave up as it stood before, and what
 * went on since, is not lost: the ledger has yet to look for that.
 */
export const isLost = (delivery: string): string => `EXISTS (SELECT FROM logs.ledger_suspects s
  WHERE s.tenant = ${delivery}.tenant AND s.delivery_id = ${delivery}.id AND s.created_at = ${delivery}.created_at
    AND (s.number, s.standing, s.changed_at) = (${delivery}.number, ${delivery}.standing, ${delivery}.changed_at)
    AND s.unexplained_at IS NOT NULL)`;

/** What the last attempt sent. */
export interface LastAttempt extends Pick<
  AttemptDetail,
  'contentType' | 'rendered' | 'traceId' | 'spanId' | 'sampled'
> {
  /** Null where the log lacks what it sent: it was too large to be reported, or arrives with the event. */
  readonly body: Buffer | null;
  /** Whether a person was erased from the body, so that it is not what was sent any more. */
  readonly isErased: boolean;
}

/** Reads what a delivery is sent again from. */
@Injectable()
export class ReplayableRepository {
  constructor(private readonly database: Database) {}

  /** The delivery; of several with one id, the event having been published again long after, the last. */
  async delivery(tenant: string, id: string): Promise<ReplayableDelivery | null> {
    const sql = `SELECT d.id, d.event_id AS "eventId", d.subscription_id AS "subscriptionId", d.url, d.type, d.trigger,
      d.ticket_id AS "ticketId", d.test, d.status, d.number,
      (extract(epoch FROM d.created_at) * 1000)::float8 AS "acceptedAt", ${isLost('d')} AS "isLost"
      FROM logs.delivery_details d WHERE d.tenant = $1 AND d.id = $2 ORDER BY d.created_at DESC LIMIT 1`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : deliverySchema.parse(row);
  }

  /** The last attempt of a delivery whose event was accepted at that instant, in epoch milliseconds. */
  async lastAttempt(tenant: string, deliveryId: string, acceptedAt: number): Promise<LastAttempt | null> {
    const sql = `SELECT a.detail, b.packed, b.erased_at IS NOT NULL AS "isErased" FROM logs.attempts a
      LEFT JOIN logs.bodies b ON b.tenant = a.tenant AND b.hash = a.body_hash AND b.day = ${utcDay('a.created_at')}
      WHERE a.tenant = $1 AND a.delivery_id = $2 AND a.created_at = $3::timestamptz ORDER BY a.number DESC LIMIT 1`;
    const [found] = await this.database.query(sql, [tenant, deliveryId, new Date(acceptedAt).toISOString()]);
    if (found === undefined) return null;
    const { detail, packed, isErased } = attemptRowSchema.parse(found);
    const { contentType, rendered, traceId, spanId, sampled } = unpackDetail(detail);
    return {
      contentType,
      rendered,
      traceId,
      spanId,
      sampled,
      isErased,
      body: packed === null ? null : unpack(packed),
    };
  }

  /** Whether a person was erased from the payload of the event that the delivery is of. */
  async isEventErased(tenant: string, eventId: string): Promise<boolean> {
    const sql = `SELECT 1 FROM logs.events e
      JOIN logs.bodies b ON b.tenant = e.tenant AND b.hash = e.payload_hash AND b.day = ${utcDay('e.received_at')}
      WHERE e.tenant = $1 AND e.id = $2 AND b.erased_at IS NOT NULL LIMIT 1`;
    return (await this.database.query(sql, [tenant, eventId])).length > 0;
  }
}
