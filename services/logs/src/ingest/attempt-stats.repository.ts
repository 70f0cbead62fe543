import { DURATION_BOUNDS_MS, STANDINGS } from '@deskhook/domain';
import { SLOT_DIGITS } from '../query/counted-durations.js';

/** Lengths of the buckets that attempts are counted in, in minutes. */
export const STATS_MINUTES = [5, 60, 1_440] as const;
/** Stands for all series of a tenant. */
export const WHOLE_TENANT = 0;

const DELIVERED = STANDINGS.indexOf('delivered');
const BOUNDS = `'{${DURATION_BOUNDS_MS.join(',')}}'::float8[]`;
const LEVELS = STATS_MINUTES.flatMap((minutes) => [`(${minutes}, false)`, `(${minutes}, true)`]).join(', ');

/** One attempt in the slot of its duration. */
const one = (durationMs: string): string =>
  `('1e' || ${SLOT_DIGITS} * width_bucket(${durationMs}, ${BOUNDS}))::numeric`;

/**
 * Statement that counts the attempts that `stored` returns: those that are new, and of those that replaced another what
 * changed. Redelivered reports return nothing, and so count nothing.
 */
export const countAttempts = (stored: string): string => `
  INSERT INTO logs.attempt_stats AS s (tenant, minutes, at, series_id, count, successes, duration_us, last_at, durations,
    last_failure)
  SELECT f.tenant, l.minutes, date_bin(l.minutes * interval '1 minute', f.at, 'epoch'),
    CASE WHEN l.whole THEN ${WHOLE_TENANT} ELSE f.series_id END,
    sum(f.count), sum(f.successes), sum(f.duration_us), max(f.last_at), sum(f.durations), max(f.last_failure)
  FROM (
    SELECT c.tenant, c.series_id, date_bin('5 minutes', c.at, 'epoch') AS at, sum(c.n) AS count,
      coalesce(sum(c.n) FILTER (WHERE c.standing = ${DELIVERED}), 0) AS successes,
      sum(c.n * round(c.duration_ms * 1000)::bigint) AS duration_us, max(c.at) AS last_at,
      sum(c.n * c.duration) AS durations,
      max(ARRAY[(extract(epoch FROM c.at) * 1000000)::bigint, coalesce(c.error_id, 0), coalesce(c.response_code, 0)])
        FILTER (WHERE c.n = 1 AND c.standing <> ${DELIVERED}) AS last_failure
    FROM (
      SELECT tenant, series_id, at, standing, duration_ms, error_id, response_code, 1 AS n, ${one('duration_ms')} AS duration
      FROM ${stored}
      UNION ALL
      SELECT tenant, series_id, replaced_at, replaced_standing, replaced_duration_ms, NULL, NULL, -1, ${one('replaced_duration_ms')}
      FROM ${stored} WHERE replaced_at IS NOT NULL
    ) AS c GROUP BY 1, 2, 3
  ) AS f CROSS JOIN (VALUES ${LEVELS}) AS l(minutes, whole)
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant, minutes, at, series_id) DO UPDATE SET
    count = s.count + excluded.count, successes = s.successes + excluded.successes,
    duration_us = s.duration_us + excluded.duration_us, last_at = greatest(s.last_at, excluded.last_at),
    durations = s.durations + excluded.durations, last_failure = greatest(s.last_failure, excluded.last_failure)`;
