import {
  REPLAY_SELECTED_MAX,
  type DeliveryStatus,
  type ReplayFilter,
  type ReplayOrder,
} from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions } from '../query/conditions.repository.js';
import { LogTermSearch } from '../query/log-term-search.repository.js';
import { replayItemSchema, type ReplayItem } from './replay-item.js';
import { isLost } from './replayable.repository.js';

/** What a replay selects, and what of it is left. */
export interface Selection {
  readonly tenant: string;
  readonly kind: ReplayOrder['kind'];
  readonly filter: ReplayFilter;
  /** What changed later than this does not belong to it. Epoch milliseconds. */
  readonly createdAt: number;
  readonly position: { readonly at: string; readonly id: string } | null;
}

const ENDED: readonly DeliveryStatus[] = ['dead', 'cancelled'];
const countSchema = z.object({ count: z.number() });

/** Reads what a filter selects in the order of acceptance, the oldest first: as it would have been sent. */
@Injectable()
export class SelectionRepository {
  constructor(
    private readonly database: Database,
    private readonly terms: LogTermSearch,
  ) {}

  /** How many there are, up to one more than a replay may have. */
  async count(selection: Selection): Promise<number> {
    const where = new Conditions();
    const source = await this.source(selection, where, REPLAY_SELECTED_MAX + 1);
    if (source === null) return 0;
    const sql = `SELECT count(*)::int AS count FROM (
      SELECT 1 FROM (${source}) AS s LIMIT ${REPLAY_SELECTED_MAX + 1}) AS l`;
    const [row] = await this.database.query(sql, where.parameters);
    return countSchema.parse(row).count;
  }

  /** The next ones after its position. */
  async next(selection: Selection, limit: number): Promise<ReplayItem[]> {
    const where = new Conditions();
    const source = await this.source(selection, where, limit);
    if (source === null) return [];
    const sql = `SELECT s.id, to_json(s.at)#>>'{}' AS at, s.number FROM (${source}) AS s ORDER BY s.at, s.id LIMIT ${limit}`;
    const rows = await this.database.query(sql, where.parameters);
    return rows.map((row) => replayItemSchema.parse(row));
  }

  /** A query for what is selected; null when nothing can be. */
  private source(selection: Selection, where: Conditions, limit: number): Promise<string | null> {
    return selection.kind === 'deliveries'
      ? this.deliveries(selection, where, limit)
      : Promise.resolve(deadLetters(selection, where, limit));
  }

  /** Status by status, because the index has them in order by status alone. */
  private async deliveries(
    { tenant, filter, createdAt, position }: Selection,
    where: Conditions,
    limit: number,
  ): Promise<string | null> {
    const series = await this.terms.series({ ...filter, tenant, hidesSecrets: false });
    const texts = await this.terms.texts(tenant, filter.error);
    if (series?.length === 0 || texts?.length === 0) return null;
    where
      .add('d.tenant = ?', tenant)
      .add('d.series_id = ANY(?::bigint[])', series)
      .add('d.ticket_id = ?', filter.ticket)
      .add('d.event_id = ?', filter.event)
      .add('d.last_response_code = ?', filter.code)
      .add(TOLD, texts)
      .add('d.created_at >= ?', filter.from)
      .add('d.created_at < ?', filter.to)
      .add('d.changed_at <= ?', new Date(createdAt).toISOString());
    const left = behind('d.created_at', position, where);
    const statuses = filter.status === undefined ? ENDED : [filter.status];
    const parts = statuses.map(
      (status) => `(SELECT d.id, d.created_at AS at, d.number FROM logs.deliveries d
        WHERE ${where.sql()} AND d.status = '${status}' ${takenOf(status)} ${left} ORDER BY d.created_at, d.id LIMIT ${limit})`,
    );
    return parts.join(' UNION ALL ');
  }
}

/** What is pending is on its way, unless the ledger knows better. */
function takenOf(status: DeliveryStatus): string {
  return status === 'pending' ? `AND ${isLost('d')}` : '';
}

const TOLD = `EXISTS (SELECT FROM logs.delivery_texts x WHERE x.tenant = d.tenant AND x.text_id = ANY(?::bigint[])
  AND x.created_at = d.created_at AND x.delivery_id = d.id)`;

/** Those that were not replayed before: each replay of a dead letter that fails makes another one. */
function deadLetters(
  { tenant, filter, createdAt, position }: Selection,
  where: Conditions,
  limit: number,
): string {
  where
    .add('d.tenant = ?', tenant)
    .add('d.reason = ?', filter.reason)
    .add('d.received_at >= ?', filter.from)
    .add('d.received_at < ?', filter.to)
    .add('d.received_at <= ?', new Date(createdAt).toISOString());
  const left = behind('d.received_at', position, where);
  return `(SELECT d.id, d.received_at AS at, 0 AS number FROM logs.dead_letters d
    WHERE ${where.sql()} AND d.replayed_at IS NULL ${left} ORDER BY d.received_at, d.id LIMIT ${limit})`;
}

function behind(at: string, position: Selection['position'], where: Conditions): string {
  if (position === null) return '';
  const [instant, id] = [where.parameter(position.at), where.parameter(position.id)];
  return `AND (${at}, d.id) > (${instant}::timestamptz, ${id}::text)`;
}
