import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

/** An open delivery as the log shows it. Instants are texts of Postgres: nothing of them may be rounded. */
const openDeliverySchema = z.object({
  tenant: z.string(),
  id: z.string(),
  createdAt: z.string(),
  subscriptionId: z.string(),
  url: z.string(),
  status: z.string(),
  number: z.number(),
  standing: z.number(),
  changedAt: z.string(),
  /** The same in epoch milliseconds, to compare it with other clocks. */
  changedMs: z.number(),
  /** Of its announcement in DELIVERIES; null: it was not heard of, or something came after it. */
  streamSequence: z.number().nullable(),
});
export type OpenDelivery = z.infer<typeof openDeliverySchema>;

const suspectSchema = openDeliverySchema.extend({
  /** What must be read of ATTEMPTS before anything follows from its absence. */
  attemptsLast: z.number(),
  looks: z.number(),
});
export type Suspect = z.infer<typeof suspectSchema>;

/** Where the rotation over all open deliveries stands. */
const placeSchema = z.object({
  tenant: z.string(),
  status: z.enum(['pending', 'retrying']),
  createdAt: z.string(),
  id: z.string(),
});
export type RotationPlace = z.infer<typeof placeSchema>;

const COLUMNS = `d.tenant, d.id, d.created_at::text AS "createdAt", t.subscription_id AS "subscriptionId", t.url, d.status,
  d.number, d.standing::int AS standing, d.changed_at::text AS "changedAt",
  (extract(epoch FROM d.changed_at) * 1000)::float8 AS "changedMs", d.stream_sequence::float8 AS "streamSequence"`;
const OPEN = `d.status IN ('pending', 'retrying')`;

const TENANTS = `SELECT tenant FROM logs.ledger_totals WHERE open > 0 ORDER BY tenant`;
/** The status stands in the statement: only so an index of what is open serves for it in any case. */
const next = (
  status: RotationPlace['status'],
) => `SELECT ${COLUMNS} FROM logs.deliveries d JOIN logs.series t ON t.id = d.series_id
  WHERE d.tenant = $1 AND d.status = '${status}' AND d.created_at >= $2::timestamptz
    AND (d.created_at, d.id) > ($2::timestamptz, $3::text) AND NOT d.test
    AND d.changed_at <= now() - make_interval(secs => $4::float8 / 1000)
  ORDER BY d.created_at, d.id LIMIT $5`;

const SUSPECT = `
  INSERT INTO logs.ledger_suspects (tenant, delivery_id, created_at, number, standing, changed_at, attempts_last)
  SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::smallint[], $6::timestamptz[],
    $7::bigint[])
  ON CONFLICT (tenant, delivery_id, created_at) DO UPDATE SET number = excluded.number, standing = excluded.standing,
    changed_at = excluded.changed_at, attempts_last = excluded.attempts_last`;

/** A suspect that went on, ended or is no more is none. */
const CLEAR_CHANGED = `DELETE FROM logs.ledger_suspects s WHERE NOT coalesce((
  SELECT ${OPEN} AND (d.number, d.standing, d.changed_at) = (s.number, s.standing, s.changed_at)
  FROM logs.deliveries d
  WHERE d.tenant = s.tenant AND d.id = s.delivery_id AND d.created_at = s.created_at), false)`;
const SUSPECTS = `SELECT ${COLUMNS}, s.attempts_last::float8 AS "attemptsLast", s.looks
  FROM logs.ledger_suspects s
  JOIN logs.deliveries d ON d.tenant = s.tenant AND d.id = s.delivery_id AND d.created_at = s.created_at
  JOIN logs.series t ON t.id = d.series_id
  WHERE s.attempts_last <= $1 ORDER BY s.looks, s.since LIMIT $2`;
const CLEAR = `DELETE FROM logs.ledger_suspects s
  USING unnest($1::text[], $2::text[], $3::timestamptz[]) AS f(tenant, id, created_at)
  WHERE s.tenant = f.tenant AND s.delivery_id = f.id AND s.created_at = f.created_at`;
/** Whoever looked at the same time as another, and wrote it down later, has not looked once more. */
const LOOKED = `UPDATE logs.ledger_suspects s SET attempts_last = f.attempts_last, looks = s.looks + 1,
    unexplained_at = CASE WHEN s.looks + 1 >= $6 THEN coalesce(s.unexplained_at, now()) END
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::int[])
    AS f(tenant, id, created_at, attempts_last, looks)
  WHERE s.tenant = f.tenant AND s.delivery_id = f.id AND s.created_at = f.created_at AND s.looks = f.looks
  RETURNING s.delivery_id AS id, s.tenant, s.looks`;
/** Those that the dispatcher gave up: they are among the dead letters. */
const GIVEN_UP = `SELECT f.id FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS f(tenant, id, created_at)
  WHERE EXISTS (SELECT FROM logs.dead_letters l WHERE l.tenant = f.tenant AND l.received_at >= f.created_at
    AND l.stream IN ('DELIVERIES', 'RETRIES', 'PARKED') AND strpos(l.headers::text, f.id) > 0)`;

const tenantSchema = z.object({ tenant: z.string() });
const idSchema = z.object({ id: z.string() });

/** The open deliveries of the log, and those of them that were not found. */
@Injectable()
export class OpenDeliveriesRepository {
  constructor(private readonly database: Database) {}

  /** The tenants that have any, in their order. */
  async tenants(): Promise<string[]> {
    return (await this.database.query(TENANTS, [])).map((row) => tenantSchema.parse(row).tenant);
  }

  /** The next ones after a place, which nothing was told of for at least the grace. */
  async next(place: RotationPlace, graceMs: number, limit: number): Promise<OpenDelivery[]> {
    const { tenant, status, createdAt, id } = place;
    const rows = await this.database.query(next(status), [tenant, createdAt, id, graceMs, limit]);
    return rows.map((row) => openDeliverySchema.parse(row));
  }

  async rotation(): Promise<RotationPlace | null> {
    const [row] = await this.database.query('SELECT position FROM logs.ledger_state', []);
    return placeSchema.safeParse(row?.['position']).data ?? null;
  }

  async rotated(place: RotationPlace | null): Promise<void> {
    const position = place === null ? null : JSON.stringify(place);
    await this.database.query('UPDATE logs.ledger_state SET position = $1::json', [position]);
  }

  /** Notes deliveries that were found nowhere; `attemptsLast` was read after that. */
  async suspect(absent: readonly OpenDelivery[], attemptsLast: number): Promise<void> {
    if (absent.length === 0) return;
    const rest = [
      absent.map((one) => one.number),
      absent.map((one) => one.standing),
      absent.map((one) => one.changedAt),
      absent.map(() => attemptsLast),
    ];
    await this.database.query(SUSPECT, [...keys(absent), ...rest]);
  }

  /** Suspects of which the log has heard nothing, though it has read all attempts up to there. */
  async suspects(attemptsReadUpTo: number, limit: number): Promise<Suspect[]> {
    await this.database.query(CLEAR_CHANGED, []);
    const rows = await this.database.query(SUSPECTS, [attemptsReadUpTo, limit]);
    return rows.map((row) => suspectSchema.parse(row));
  }

  async clear(found: readonly OpenDelivery[]): Promise<void> {
    if (found.length > 0) await this.database.query(CLEAR, keys(found));
  }

  /**
   * Notes that suspects were found nowhere once more; after so many looks they are unexplained. Gives those that are now,
   * and were not before.
   */
  async looked(
    absent: readonly Suspect[],
    attemptsLast: number,
    looksMax: number,
  ): Promise<(readonly [tenant: string, id: string])[]> {
    if (absent.length === 0) return [];
    const rest = [absent.map(() => attemptsLast), absent.map((one) => one.looks), looksMax];
    const sql = `WITH looked AS (${LOOKED}) SELECT tenant, id FROM looked WHERE looks = $6`;
    const rows = await this.database.query(sql, [...keys(absent), ...rest]);
    return rows.map((row) => [tenantSchema.parse(row).tenant, idSchema.parse(row).id]);
  }

  /** Ids of those that are among the dead letters. */
  async givenUp(absent: readonly OpenDelivery[]): Promise<ReadonlySet<string>> {
    if (absent.length === 0) return new Set();
    const rows = await this.database.query(GIVEN_UP, keys(absent));
    return new Set(rows.map((row) => idSchema.parse(row).id));
  }
}

function keys(deliveries: readonly OpenDelivery[]): string[][] {
  return [
    deliveries.map((one) => one.tenant),
    deliveries.map((one) => one.id),
    deliveries.map((one) => one.createdAt),
  ];
}
