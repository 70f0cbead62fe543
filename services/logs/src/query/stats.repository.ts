import { STATS_BUCKETS, STATS_ITEMS_MAX, type StatsBucket, type StatsQuery } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { STANDINGS } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions, iso } from './conditions.repository.js';
import type { StatsWindow } from './stats-window.js';

/** What narrows the attempts down. */
export interface StatsFilter extends Pick<StatsQuery, 'subscription' | 'url' | 'type'> {
  readonly tenant: string;
  readonly hidesSecrets: boolean;
}

const IS_SUCCESS = `a.standing = ${STANDINGS.indexOf('delivered')}`;
const FIGURES = `count(*)::int AS count, (count(*) FILTER (WHERE ${IS_SUCCESS}))::int AS successes,
  (count(*) FILTER (WHERE NOT (${IS_SUCCESS})))::int AS failures,
  round(avg(a.duration_ms)::numeric, 2)::float8 AS "averageMs",
  round((percentile_cont(0.95) WITHIN GROUP (ORDER BY a.duration_ms))::numeric, 2)::float8 AS "p95Ms"`;
const FROM = 'FROM logs.attempts a JOIN logs.deliveries d ON d.tenant = a.tenant AND d.id = a.delivery_id';

const figuresSchema = z.object({
  count: z.number(),
  successes: z.number(),
  failures: z.number(),
  averageMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
});
const bucketRowSchema = figuresSchema.extend({ at: z.number() });
const totalRowSchema = figuresSchema.extend({ lastAt: z.string().nullable() });
const itemRowSchema = figuresSchema.extend({
  subscriptionId: z.string(),
  url: z.string(),
  type: z.string(),
  trigger: z.string().nullable(),
  lastAt: z.string(),
});

type TotalRow = z.infer<typeof totalRowSchema>;
type ItemRow = z.infer<typeof itemRowSchema>;

/** Counts attempts by their begin, over an index of the tenant's attempts by time. */
@Injectable()
export class StatsRepository {
  constructor(private readonly database: Database) {}

  /**
   * The figures of all attempts, and by subscription, URL and event, the busiest first; one item more than is shown
   * tells that there are more. One pass over the attempts makes both.
   */
  async figures(filter: StatsFilter, window: StatsWindow): Promise<{ total: TotalRow; items: ItemRow[] }> {
    const where = conditions(filter, window);
    const sql = `SELECT d.subscription_id AS "subscriptionId", d.url, d.type, d.trigger, ${FIGURES},
        ${iso('max(a.at)')} AS "lastAt" ${FROM} WHERE ${where.sql()}
      GROUP BY GROUPING SETS ((), (d.subscription_id, d.url, d.type, d.trigger))
      ORDER BY grouping(d.url) DESC, count(*) DESC, d.subscription_id, d.url, d.type, d.trigger
      LIMIT ${STATS_ITEMS_MAX + 2}`;
    const [total, ...items] = await this.database.query(sql, where.parameters);
    return { total: totalRowSchema.parse(total), items: items.map((row) => itemRowSchema.parse(row)) };
  }

  /** The figures of all attempts by the instant that their bucket begins at, in epoch milliseconds; empty ones are absent. */
  async buckets(
    filter: StatsFilter,
    window: StatsWindow,
    bucket: keyof typeof STATS_BUCKETS,
  ): Promise<ReadonlyMap<number, Omit<StatsBucket, 'at'>>> {
    const where = conditions(filter, window);
    const length = where.parameter(STATS_BUCKETS[bucket]);
    const begin = `(floor(extract(epoch FROM a.at) * 1000 / ${length}::float8) * ${length}::float8)::float8`;
    const sql = `SELECT ${begin} AS at, ${FIGURES} ${FROM} WHERE ${where.sql()} GROUP BY 1`;
    const rows = (await this.database.query(sql, where.parameters)).map((row) => bucketRowSchema.parse(row));
    return new Map(rows.map(({ at, ...figures }) => [at, figures]));
  }
}

function conditions(filter: StatsFilter, window: StatsWindow): Conditions {
  return new Conditions()
    .add('a.tenant = ?', filter.tenant)
    .add('a.at >= ?', new Date(window.from).toISOString())
    .add('a.at < ?', new Date(window.to).toISOString())
    .add('d.subscription_id = ?', filter.subscription)
    .add('d.type = ? OR d.trigger = ?', filter.type)
    .url('d.url', filter.url, filter.hidesSecrets);
}
