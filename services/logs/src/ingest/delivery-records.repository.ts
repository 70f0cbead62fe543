import { STANDINGS } from '@deskhook/domain';

/** The standings as a Postgres array, weakest first; a standing is stored as its index. */
const STANDINGS_SQL = `'{${STANDINGS.join(',')}}'::text[]`;

const OUTRANKS = `(excluded.number, excluded.standing, excluded.changed_at) > (d.number, d.standing, d.changed_at)`;
const STRONGER = [
  'number',
  'standing',
  'changed_at',
  'reason_id',
  'next_attempt_at',
  'stream_sequence',
] as const;
const GROWING = ['delivered_number', 'replayed_after', 'attempted_number'] as const;

const greatest = (column: string) => `greatest(d.${column}, excluded.${column})`;
const stronger = (column: string) => `CASE WHEN ${OUTRANKS} THEN excluded.${column} ELSE d.${column} END`;
const statusOf = (delivered: string, replayed: string, standing: string) =>
  `CASE WHEN ${delivered} > ${replayed} THEN 'delivered' ELSE (${STANDINGS_SQL})[${standing} + 1] END`;

/**
 * Statement that merges the facts of `source` into the deliveries by the rule of `delivery-standing.ts` in
 * libs/domain: whatever order and however often they arrive, the outcome is the same. `attempt_count` are attempts that
 * were not counted before.
 */
export const mergeFacts = (source: string): string => `
  INSERT INTO logs.deliveries AS d (
    tenant, id, created_at, event_id, series_id, ticket_id, test,
    number, standing, changed_at, reason_id, next_attempt_at, stream_sequence,
    delivered_number, replayed_after, attempted_number, attempt_count, last_response_code, status)
  SELECT DISTINCT ON (tenant, id, created_at)
    tenant, id, created_at, event_id, series_id, ticket_id, test,
    number, standing, changed_at, reason_id, next_attempt_at, stream_sequence,
    max(delivered_number) OVER one, max(replayed_after) OVER one,
    first_value(attempted_number) OVER last, max(attempt_count) OVER one, first_value(response_code) OVER last,
    ${statusOf('max(delivered_number) OVER one', 'max(replayed_after) OVER one', 'standing')}
  FROM ${source}
  WINDOW one AS (PARTITION BY tenant, id, created_at),
    last AS (PARTITION BY tenant, id, created_at ORDER BY attempted_number DESC, standing DESC, changed_at DESC)
  ORDER BY tenant, id, created_at, number DESC, standing DESC, changed_at DESC
  ON CONFLICT (tenant, id, created_at) DO UPDATE SET
    ${STRONGER.map((column) => `${column} = ${stronger(column)}`).join(', ')},
    ${GROWING.map((column) => `${column} = ${greatest(column)}`).join(', ')},
    attempt_count = d.attempt_count + excluded.attempt_count,
    last_response_code = CASE
      WHEN excluded.attempted_number > d.attempted_number THEN excluded.last_response_code
      WHEN excluded.attempted_number = d.attempted_number AND ${OUTRANKS} THEN excluded.last_response_code
      ELSE d.last_response_code END,
    status = ${statusOf(greatest('delivered_number'), greatest('replayed_after'), stronger('standing'))}
  WHERE ${OUTRANKS} OR excluded.attempt_count > 0
    OR ${GROWING.map((column) => `excluded.${column} > d.${column}`).join(' OR ')}`;
