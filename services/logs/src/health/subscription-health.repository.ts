import { STATS_BUCKETS } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions } from '../query/conditions.repository.js';
import {
  beginOf,
  epochMs,
  STATS_FIGURES,
  statsConditions,
  statsFiguresSchema,
  type StatsFigures,
} from '../query/stats.repository.js';
import type { ChartWindow } from '../query/stats-window.js';

const seriesSchema = z.object({ id: z.number(), subscriptionId: z.string() });
const bucketSchema = z.object({
  subscriptionId: z.string(),
  begin: z.number(),
  count: z.number(),
  successes: z.number(),
});
export type CountedBucket = z.infer<typeof bucketSchema>;

/** The series of some subscriptions, by which their attempts are counted. */
export interface SubscriptionSeries {
  readonly tenant: string;
  readonly series: readonly z.infer<typeof seriesSchema>[];
}

/** Reads what was counted of the attempts of subscriptions, many of them with one statement. */
@Injectable()
export class SubscriptionHealthRepository {
  constructor(private readonly database: Database) {}

  async series(tenant: string, subscriptions: readonly string[]): Promise<SubscriptionSeries> {
    const where = new Conditions()
      .add('s.tenant = ?', tenant)
      .add('s.subscription_id = ANY(?::text[])', subscriptions);
    const sql = `SELECT s.id::float8 AS id, s.subscription_id AS "subscriptionId" FROM logs.series s WHERE ${where.sql()}`;
    const rows = await this.database.query(sql, where.parameters);
    return { tenant, series: rows.map((row) => seriesSchema.parse(row)) };
  }

  /** The figures of each subscription that has any. */
  async figures(of: SubscriptionSeries, window: ChartWindow): Promise<ReadonlyMap<string, StatsFigures>> {
    const { where, names } = counted(of, window);
    const sql = `SELECT n.subscription_id AS "subscriptionId", ${STATS_FIGURES}
      FROM logs.attempt_stats s JOIN ${names} USING (series_id) WHERE ${where.sql()} GROUP BY n.subscription_id`;
    const rows = await this.database.query(sql, where.parameters);
    return new Map(
      rows.map((row) => [
        seriesSchema.pick({ subscriptionId: true }).parse(row).subscriptionId,
        statsFiguresSchema.parse(row),
      ]),
    );
  }

  /** The course of each, empty buckets left out. */
  async buckets(of: SubscriptionSeries, window: ChartWindow): Promise<CountedBucket[]> {
    const lengthMs = STATS_BUCKETS[window.bucket];
    const { where, names } = counted(of, window, lengthMs);
    const begin = beginOf('s.at', where.parameter(lengthMs));
    const sql = `SELECT n.subscription_id AS "subscriptionId", ${epochMs(begin)} AS begin,
        sum(s.count)::float8 AS count, sum(s.successes)::float8 AS successes
      FROM logs.attempt_stats s JOIN ${names} USING (series_id) WHERE ${where.sql()}
      GROUP BY n.subscription_id, ${begin}`;
    const rows = await this.database.query(sql, where.parameters);
    return rows.map((row) => bucketSchema.parse(row));
  }
}

/** The rows that count, and the subscription of each series. */
function counted({ tenant, series }: SubscriptionSeries, window: ChartWindow, lengthMsMax?: number) {
  const ids = series.map(({ id }) => id);
  const where = statsConditions({ tenant, series: ids }, window, ids, lengthMsMax);
  const [numbers, names] = [ids, series.map((one) => one.subscriptionId)].map((list) =>
    where.parameter(list),
  );
  return { where, names: `unnest(${numbers}::bigint[], ${names}::text[]) AS n(series_id, subscription_id)` };
}
