/**
 * Statement that keeps the bodies of `source` (tenant, hash, bytes, used_at), each distinct one once. `used_at` tells
 * retention how long it is needed; once a day is exact enough.
 */
export const keepBodies = (source: string): string => `
  INSERT INTO logs.bodies AS b (tenant, hash, bytes, used_at)
  SELECT DISTINCT ON (tenant, hash) tenant, hash, bytes, used_at FROM ${source}
  ORDER BY tenant, hash, used_at DESC
  ON CONFLICT (tenant, hash) DO UPDATE SET used_at = excluded.used_at
  WHERE b.used_at < excluded.used_at - interval '1 day'`;

/** Epoch milliseconds as a timestamp. */
export const instant = (milliseconds: string): string => `to_timestamp(floor(${milliseconds}) / 1000)`;
