import { OVERVIEW_ENDPOINTS_MAX, type FailingEndpoint } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WHOLE_TENANT } from '../ingest/attempt-stats.repository.js';
import { STATS_FIGURES, statsConditions, statsFiguresSchema } from '../query/stats.repository.js';
import type { StatsWindow } from '../query/stats-window.js';

const endpointSchema = z.object({
  subscriptionId: z.string(),
  url: z.string(),
  error: z.string().nullable(),
  code: z.number().nullable(),
});

/** Finds the endpoints that fail, in what was counted of the attempts. */
@Injectable()
export class FailingEndpointsRepository {
  constructor(private readonly database: Database) {}

  /** Those with the most failed attempts, and what was the matter last. Only of those that are shown all is summed up. */
  async worst(tenant: string, window: Pick<StatsWindow, 'from' | 'to'>): Promise<FailingEndpoint[]> {
    const where = statsConditions({ tenant, series: null }, window, null);
    const rows = `logs.attempt_stats s JOIN logs.series n ON n.id = s.series_id`;
    const sql = `
      WITH worst AS MATERIALIZED (
        SELECT n.subscription_id, n.url, sum(f.failures) AS failures
        FROM (SELECT s.series_id, sum(s.count - s.successes) AS failures FROM logs.attempt_stats s
          WHERE ${where.sql()} AND s.series_id <> ${WHOLE_TENANT} AND s.count > s.successes GROUP BY 1) AS f
        JOIN logs.series n ON n.id = f.series_id GROUP BY 1, 2
        ORDER BY 3 DESC, 1, 2 LIMIT ${OVERVIEW_ENDPOINTS_MAX}
      ), summed AS (
        SELECT n.subscription_id, n.url, ${STATS_FIGURES}, max(s.last_failure) AS last_failure
        FROM ${rows} JOIN worst w ON w.subscription_id = n.subscription_id AND w.url = n.url
        WHERE ${where.sql()} GROUP BY 1, 2
      )
      SELECT f.subscription_id AS "subscriptionId", f.url, f.count, f.successes, f."durationUs", f."lastAt", f.durations,
        t.text AS error, nullif(f.last_failure[3], 0)::int AS code
      FROM summed f JOIN worst w USING (subscription_id, url)
      LEFT JOIN logs.texts t ON t.id = f.last_failure[2] ORDER BY w.failures DESC, 1, 2`;
    return (await this.database.query(sql, where.parameters)).map(endpoint);
  }
}

function endpoint(row: Readonly<Record<string, unknown>>): FailingEndpoint {
  const { subscriptionId, url, error, code } = endpointSchema.parse(row);
  const { count, failures, p95Ms, lastAt } = statsFiguresSchema.parse(row);
  const answered = code === null ? null : `the endpoint answered ${code}`;
  return { subscriptionId, url, count, failures, p95Ms, lastAt: lastAt ?? '', lastError: error ?? answered };
}
