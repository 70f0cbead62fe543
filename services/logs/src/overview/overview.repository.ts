import { overviewSchema, STATS_BUCKETS, type OldestOpenDelivery, type Overview } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '../query/conditions.repository.js';
import { beginOf, epochMs } from '../query/stats.repository.js';
import type { ChartWindow } from '../query/stats-window.js';

const COUNTS = ['accepted', 'deliveries', 'delivered', 'dead', 'cancelled', 'open'] as const;

/** The minutes of the ledger, as buckets of the window. */
const BUCKETS = `SELECT ${epochMs(beginOf('f.at', '$4::float8'))} AS begin,
    ${COUNTS.map((name) => `sum(f.${name})::float8 AS ${name}`).join(', ')}
  FROM logs.ledger_figures f WHERE f.tenant = $1 AND f.at >= $2::timestamptz AND f.at < $3::timestamptz GROUP BY 1`;
const AS_OF = `SELECT ${iso('as_of')} AS "asOf" FROM logs.ledger_state`;

/** An index has what is open in the order of its age: the first one of either status is looked at. */
const oldest = (status: 'pending' | 'retrying') => `(SELECT d.* FROM logs.deliveries d
  WHERE d.tenant = $1 AND d.status = '${status}' AND NOT d.test ORDER BY d.created_at LIMIT 1)`;
const OLDEST_OPEN = `SELECT d.id AS "deliveryId", s.subscription_id AS "subscriptionId", s.url, s.type, d.status,
    ${iso('d.created_at')} AS "createdAt",
    CASE WHEN d.status = 'retrying' THEN ${iso('d.next_attempt_at')} END AS "nextAttemptAt"
  FROM (${oldest('pending')} UNION ALL ${oldest('retrying')}) d JOIN logs.series s ON s.id = d.series_id
  ORDER BY d.created_at, d.id LIMIT 1`;

/** What the evaluator refused is no event, and one that was published again is none of its own. */
const SLA = `SELECT count(DISTINCT e.id) FILTER (WHERE e.type = 'sla.warning')::float8 AS warned,
    count(DISTINCT e.id) FILTER (WHERE e.type = 'sla.breached')::float8 AS breached
  FROM logs.events e
  WHERE e.tenant = $1 AND e.type IN ('sla.warning', 'sla.breached')
    AND e.received_at >= $2::timestamptz AND e.received_at < $3::timestamptz
    AND NOT EXISTS (SELECT FROM logs.dead_letters l
      WHERE l.stream = 'EVENTS' AND l.sequence = e.sequence AND l.tenant = e.tenant
        AND l.received_at BETWEEN e.received_at - interval '1 hour' AND e.received_at + interval '1 hour')`;

const number = z.number();
const bucketSchema = z.object({
  begin: number,
  accepted: number,
  deliveries: number,
  delivered: number,
  dead: number,
  cancelled: number,
  open: number,
});
export type OverviewFigures = z.infer<typeof bucketSchema>;

/** Reads what an overview tells of deliveries and events: sums that were counted, and single rows by an index. */
@Injectable()
export class OverviewRepository {
  constructor(private readonly database: Database) {}

  /** What the ledger counted, by the instant that a bucket begins at; empty ones are absent. */
  async buckets(tenant: string, window: ChartWindow): Promise<OverviewFigures[]> {
    const parameters = [...within(tenant, window), STATS_BUCKETS[window.bucket]];
    const rows = await this.database.query(BUCKETS, parameters);
    return rows.map((row) => bucketSchema.parse(row));
  }

  async asOf(): Promise<Overview['asOf']> {
    const [row] = await this.database.query(AS_OF, []);
    return overviewSchema.shape.asOf.parse(row?.['asOf'] ?? null);
  }

  async oldestOpen(tenant: string): Promise<OldestOpenDelivery | null> {
    const [row] = await this.database.query(OLDEST_OPEN, [tenant]);
    return overviewSchema.shape.oldestOpen.parse(row ?? null);
  }

  async sla(tenant: string, window: ChartWindow): Promise<Overview['sla']> {
    const [row] = await this.database.query(SLA, within(tenant, window));
    return overviewSchema.shape.sla.parse(row);
  }
}

function within(tenant: string, { from, to }: ChartWindow): string[] {
  return [tenant, new Date(from).toISOString(), new Date(to).toISOString()];
}
