/** Epoch milliseconds as a timestamp. */
export const instant = (milliseconds: string): string => `to_timestamp(floor(${milliseconds}) / 1000)`;

/** The day of a timestamp that decides about partitions. */
export const utcDay = (timestamp: string): string => `(${timestamp} AT TIME ZONE 'UTC')::date`;

/** Part of the bytes that came as the first parameter. */
export const partOf = (begin: string, length: string): string =>
  `substring($1::bytea FROM ${begin} + 1 FOR ${length})`;

/** Statement that keeps the bodies of `source` (tenant, hash, day, packed), each distinct one of a day once. */
export const keepBodies = (source: string): string => `
  INSERT INTO logs.bodies (tenant, hash, day, packed)
  SELECT DISTINCT ON (tenant, hash, day) tenant, hash, day, packed FROM ${source}
  ORDER BY tenant, hash, day
  ON CONFLICT (tenant, hash, day) DO NOTHING`;
