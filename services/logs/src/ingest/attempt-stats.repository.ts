import { DURATION_BOUNDS_MS, STANDINGS } from '@deskhook/domain';

/** Lengths of the buckets that attempts are counted in, in minutes. */
export const STATS_MINUTES = [5, 60, 1_440] as const;
/** Stands for all series of a tenant. */
export const WHOLE_TENANT = 0;

const DELIVERED = STANDINGS.indexOf('delivered');
const BOUNDS = `'{${DURATION_BOUNDS_MS.join(',')}}'::float8[]`;

/** The columns that count how many attempts took how long. */
export const DURATION_COLUMNS = Array.from(
  { length: DURATION_BOUNDS_MS.length + 1 },
  (_, slot) => `d${slot}`,
);

const each = (part: (column: string, slot: number) => string) => DURATION_COLUMNS.map(part).join(', ');
const LEVELS = STATS_MINUTES.flatMap((minutes) => [`(${minutes}, false)`, `(${minutes}, true)`]).join(', ');

/**
 * Statement that counts the attempts that `stored` returns: those that are new, and of those that replaced another what
 * changed. Redelivered reports return nothing, and so count nothing.
 */
export const countAttempts = (stored: string): string => `
  INSERT INTO logs.attempt_stats AS s (tenant, minutes, at, series_id, count, successes, duration_us, last_at,
    ${DURATION_COLUMNS.join(', ')})
  SELECT f.tenant, l.minutes, date_bin(l.minutes * interval '1 minute', f.at, 'epoch'),
    CASE WHEN l.whole THEN ${WHOLE_TENANT} ELSE f.series_id END,
    sum(f.count), sum(f.successes), sum(f.duration_us), max(f.last_at), ${each((column) => `sum(f.${column})`)}
  FROM (
    SELECT c.tenant, c.series_id, date_bin('5 minutes', c.at, 'epoch') AS at, sum(c.n) AS count,
      coalesce(sum(c.n) FILTER (WHERE c.standing = ${DELIVERED}), 0) AS successes,
      sum(c.n * round(c.duration_ms * 1000)::bigint) AS duration_us, max(c.at) AS last_at,
      ${each((column, slot) => `sum(c.n) FILTER (WHERE c.slot = ${slot}) AS ${column}`)}
    FROM (
      SELECT tenant, series_id, at, standing, duration_ms, 1 AS n, width_bucket(duration_ms, ${BOUNDS}) AS slot FROM ${stored}
      UNION ALL
      SELECT tenant, series_id, replaced_at, replaced_standing, replaced_duration_ms, -1,
        width_bucket(replaced_duration_ms, ${BOUNDS}) FROM ${stored} WHERE replaced_at IS NOT NULL
    ) AS c GROUP BY 1, 2, 3
  ) AS f CROSS JOIN (VALUES ${LEVELS}) AS l(minutes, whole)
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant, minutes, at, series_id) DO UPDATE SET
    count = s.count + excluded.count, successes = s.successes + excluded.successes,
    duration_us = s.duration_us + excluded.duration_us, last_at = greatest(s.last_at, excluded.last_at),
    ${each((c) => `${c} = CASE WHEN excluded.${c} IS NULL THEN s.${c} ELSE coalesce(s.${c}, 0) + excluded.${c} END`)}`;
