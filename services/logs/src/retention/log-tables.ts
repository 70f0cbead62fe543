/** The tables that are partitioned by day; whoever adds one adds it here. */
export const PARTITIONED_TABLES: readonly string[] = [
  'attempts',
  'attempt_stats',
  'delivery_texts',
  'deliveries',
  'events',
  'dead_letters',
  'bodies',
];

const DAY_MS = 86_400_000;

/** Days (UTC) since 1970-01-01 of an instant in epoch milliseconds. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** The day as Postgres reads it, `2026-02-17`. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The partition of a table for a day, `deliveries_20260217`. */
export function partitionName(table: string, day: number): string {
  return `${table}_${dayText(day).replaceAll('-', '')}`;
}

/** The day that a partition is for; null when the name is not that of one of the table's. */
export function dayOfPartition(table: string, name: string): number | null {
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(name.slice(table.length + 1)) ?? [];
  if (!name.startsWith(`${table}_`) || year === undefined) return null;
  return dayOf(Date.parse(`${year}-${month}-${date}T00:00:00Z`));
}
