import { OVERVIEW_ENDPOINTS_MAX, type FailingEndpoint } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WHOLE_TENANT } from '../ingest/attempt-stats.repository.js';
import { STATS_FIGURES, statsConditions, statsFiguresSchema } from '../query/stats.repository.js';
import type { StatsWindow } from '../query/stats-window.js';

type Window = Pick<StatsWindow, 'from' | 'to'>;

const worstSchema = z.object({
  subscriptionId: z.string(),
  url: z.string(),
  /** Everything that is sent there is counted by. */
  series: z.array(z.number()),
});
type Worst = z.infer<typeof worstSchema>;
const summedSchema = z.object({
  place: z.number(),
  error: z.string().nullable(),
  code: z.number().nullable(),
});

/** Finds the endpoints that fail, in what was counted of the attempts. */
@Injectable()
export class FailingEndpointsRepository {
  constructor(private readonly database: Database) {}

  /** Those with the most failed attempts, and what was the matter last. Only of those that are shown all is summed up. */
  async worst(tenant: string, window: Window): Promise<FailingEndpoint[]> {
    const endpoints = await this.withMostFailures(tenant, window);
    const series = endpoints.flatMap((endpoint) => endpoint.series);
    if (series.length === 0) return [];
    const where = statsConditions({ tenant, series }, window, series);
    const places = where.parameter(endpoints.flatMap((one, place) => one.series.map(() => place)));
    const numbers = where.parameter(series);
    const sql = `SELECT f.*, t.text AS error, nullif(f.last_failure[3], 0)::int AS code
      FROM (SELECT n.place, ${STATS_FIGURES}, max(s.last_failure) AS last_failure
        FROM logs.attempt_stats s JOIN unnest(${numbers}::bigint[], ${places}::int[]) AS n(series_id, place) USING (series_id)
        WHERE ${where.sql()} GROUP BY n.place) AS f
      LEFT JOIN logs.texts t ON t.id = f.last_failure[2] ORDER BY f.place`;
    const rows = await this.database.query(sql, where.parameters);
    return rows.flatMap((row) => summed(row, endpoints));
  }

  private async withMostFailures(tenant: string, window: Window): Promise<Worst[]> {
    const where = statsConditions({ tenant, series: null }, window, null);
    const sql = `
      WITH failed AS MATERIALIZED (
        SELECT s.series_id, sum(s.count - s.successes) AS failures FROM logs.attempt_stats s
        WHERE ${where.sql()} AND s.series_id <> ${WHOLE_TENANT} AND s.count > s.successes GROUP BY 1
      ), worst AS MATERIALIZED (
        SELECT n.subscription_id, n.url, sum(f.failures) AS failures
        FROM failed f JOIN logs.series n ON n.id = f.series_id GROUP BY 1, 2
        ORDER BY 3 DESC, 1, 2 LIMIT ${OVERVIEW_ENDPOINTS_MAX}
      )
      SELECT w.subscription_id AS "subscriptionId", w.url, array_agg(n.id::float8) AS series
      FROM worst w JOIN logs.series n ON n.tenant = ${where.parameter(tenant)}
        AND n.subscription_id = w.subscription_id AND n.url = w.url
      GROUP BY w.subscription_id, w.url, w.failures ORDER BY w.failures DESC, 1, 2`;
    const rows = await this.database.query(sql, where.parameters);
    return rows.map((row) => worstSchema.parse(row));
  }
}

function summed(row: Readonly<Record<string, unknown>>, endpoints: readonly Worst[]): FailingEndpoint[] {
  const { place, error, code } = summedSchema.parse(row);
  const { count, failures, p95Ms, lastAt } = statsFiguresSchema.parse(row);
  const endpoint = endpoints[place];
  if (endpoint === undefined || lastAt === null) return [];
  const { subscriptionId, url } = endpoint;
  const answered = code === null ? null : `the endpoint answered ${code}`;
  return [{ subscriptionId, url, count, failures, p95Ms, lastAt, lastError: error ?? answered }];
}
