import { STATS_BUCKETS, STATS_ITEMS_MAX } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { durationPercentile } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { STATS_MINUTES, WHOLE_TENANT } from '../ingest/attempt-stats.repository.js';
import { Conditions, iso } from './conditions.repository.js';
import { countedDurations } from './counted-durations.js';
import { statsSpans, type StatsWindow } from './stats-window.js';

const MINUTE_MS = 60_000;
const PERCENT = 95;

/** What statistics are asked of. */
export interface StatsFilter {
  readonly tenant: string;
  /** The numbers of the series that count; null: all of the tenant's. */
  readonly series: readonly number[] | null;
}

/** What rows of statistics (`s`) come to, for `statsFiguresSchema`. */
export const STATS_FIGURES = `sum(s.count)::float8 AS count, sum(s.successes)::float8 AS successes,
  sum(s.duration_us)::float8 AS "durationUs", ${iso('max(s.last_at)')} AS "lastAt",
  sum(s.durations)::text AS durations`;

/** Counted figures, and what follows from them. */
export const statsFiguresSchema = z
  .object({
    count: z.number().nullable(),
    successes: z.number().nullable(),
    durationUs: z.number().nullable(),
    lastAt: z.string().nullable(),
    durations: z.string().nullable(),
  })
  .transform(({ count, successes, durationUs, lastAt, durations }) => {
    const all = count ?? 0;
    const p95 = durationPercentile(durations === null ? [] : countedDurations(durations), PERCENT);
    return {
      count: all,
      successes: successes ?? 0,
      failures: all - (successes ?? 0),
      averageMs: all === 0 ? null : hundredths((durationUs ?? 0) / 1_000 / all),
      p95Ms: p95 === null ? null : hundredths(p95),
      lastAt,
    };
  });
export type StatsFigures = z.output<typeof statsFiguresSchema>;

const itemSchema = z.object({
  subscriptionId: z.string(),
  url: z.string(),
  type: z.string(),
  trigger: z.string().nullable(),
});
export type StatsItemRow = z.output<typeof itemSchema> & StatsFigures;
const bucketSchema = z.object({ begin: z.number() });

/** Reads the attempts that were counted as they were stored, never the attempts themselves. */
@Injectable()
export class StatsRepository {
  constructor(private readonly database: Database) {}

  /** The figures of all attempts. */
  async total(filter: StatsFilter, window: StatsWindow): Promise<StatsFigures> {
    const where = statsConditions(filter, window, filter.series ?? [WHOLE_TENANT]);
    const [row] = await this.database.query(
      `SELECT ${STATS_FIGURES} FROM logs.attempt_stats s WHERE ${where.sql()}`,
      where.parameters,
    );
    return statsFiguresSchema.parse(row);
  }

  /** By subscription, URL and event, the busiest first; one more than is shown tells that there are more. */
  async items(filter: StatsFilter, window: StatsWindow): Promise<StatsItemRow[]> {
    const where = statsConditions(filter, window, filter.series);
    const sql = `SELECT n.subscription_id AS "subscriptionId", n.url, n.type, n.trigger, f.*
      FROM (SELECT s.series_id, ${STATS_FIGURES} FROM logs.attempt_stats s
        WHERE ${where.sql()} AND s.series_id <> ${WHOLE_TENANT} GROUP BY s.series_id HAVING sum(s.count) > 0) AS f
      JOIN logs.series n ON n.id = f.series_id
      ORDER BY f.count DESC, n.subscription_id, n.url, n.type, n.trigger LIMIT ${STATS_ITEMS_MAX + 1}`;
    const rows = await this.database.query(sql, where.parameters);
    return rows.map((row) => ({ ...itemSchema.parse(row), ...statsFiguresSchema.parse(row) }));
  }

  /** The figures of all attempts by the instant that their bucket begins at, in epoch milliseconds; empty ones are absent. */
  async buckets(
    filter: StatsFilter,
    window: StatsWindow,
    bucket: keyof typeof STATS_BUCKETS,
  ): Promise<ReadonlyMap<number, StatsFigures>> {
    const lengthMs = STATS_BUCKETS[bucket];
    const where = statsConditions(filter, window, filter.series ?? [WHOLE_TENANT], lengthMs);
    const begin = beginOf('s.at', where.parameter(lengthMs));
    const sql = `SELECT ${epochMs(begin)} AS begin, ${STATS_FIGURES}
      FROM logs.attempt_stats s WHERE ${where.sql()} GROUP BY ${begin}`;
    const rows = await this.database.query(sql, where.parameters);
    return new Map(rows.map((row) => [bucketSchema.parse(row).begin, statsFiguresSchema.parse(row)]));
  }
}

/** The beginning of the bucket that an instant is in, in UTC. */
export const beginOf = (at: string, lengthMs: string): string =>
  `date_bin(${lengthMs} * interval '1 millisecond', ${at}, 'epoch')`;

export const epochMs = (at: string): string => `(extract(epoch FROM ${at}) * 1000)::float8`;

/** The longest buckets that fit, and shorter ones at both ends; none longer than what is asked for. */
export function statsConditions(
  { tenant }: StatsFilter,
  { from, to }: Pick<StatsWindow, 'from' | 'to'>,
  series: readonly number[] | null,
  lengthMsMax = Infinity,
): Conditions {
  const where = new Conditions().add('s.tenant = ?', tenant).add('s.series_id = ANY(?::bigint[])', series);
  const lengths = STATS_MINUTES.map((minutes) => minutes * MINUTE_MS).filter(
    (length) => length <= lengthMsMax,
  );
  const spans = statsSpans(from, to, lengths).map((span) => {
    const [begin, end] = [span.from, span.to].map((at) => where.parameter(new Date(at).toISOString()));
    return `s.minutes = ${span.lengthMs / MINUTE_MS} AND s.at >= ${begin} AND s.at < ${end}`;
  });
  return where.either(spans);
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;
