import {
  replaySchema,
  type Replay,
  type ReplayFilter,
  type ReplayOrder,
  type ReplayQuery,
} from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions, iso } from '../query/conditions.repository.js';
import { decodeCursor, toPage, type Page } from '../query/page-cursor.js';

const COLUMNS = `r.id, r.kind, r.filter, r.per_second AS "perSecond", r.selected, r.state, r.replayed, r.failed,
  r.skipped_by AS "skippedBy",
  (SELECT coalesce(sum(value::int), 0)::int FROM jsonb_each_text(r.skipped_by)) AS skipped,
  r.failures, r.waiting, r.detail, r.started_by AS "startedBy", ${iso('r.created_at')} AS "createdAt",
  ${iso('r.updated_at')} AS "updatedAt", ${iso('r.ended_at')} AS "endedAt"`;

export interface NewReplay {
  readonly tenant: string;
  readonly id: string;
  readonly kind: ReplayOrder['kind'];
  readonly filter: ReplayFilter;
  readonly perSecond: number;
  readonly selected: number;
  readonly startedBy: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const countSchema = z.object({ count: z.number() });

/** Keeps replays, and tells of them. */
@Injectable()
export class ReplaysRepository {
  constructor(private readonly database: Database) {}

  /** Begins a replay; null where the tenant has as many at work as it may. */
  async create(replay: NewReplay, runningMax: number): Promise<Replay | null> {
    const { tenant, id, kind, filter, perSecond, selected, startedBy, createdAt } = replay;
    const sql = `INSERT INTO logs.replays AS r
        (tenant, id, kind, filter, per_second, state, selected, started_by, created_at, updated_at, next_at)
      SELECT $1, $2, $3, $4::json, $5, 'running', $6, $7, $8::timestamptz, $8::timestamptz, now()
      WHERE (SELECT count(*) FROM logs.replays WHERE tenant = $1 AND state = 'running') < $9::int
      RETURNING ${COLUMNS}`;
    const at = new Date(createdAt).toISOString();
    const values = [tenant, id, kind, JSON.stringify(filter), perSecond, selected, startedBy, at, runningMax];
    const [row] = await this.database.query(sql, values);
    return row === undefined ? null : replaySchema.parse(row);
  }

  /** Replays by their begin, newest first. */
  async list(tenant: string, query: ReplayQuery): Promise<Page<Replay>> {
    const where = new Conditions()
      .add('r.tenant = ?', tenant)
      .add('r.state = ?', query.state)
      .after('r.created_at', 'r.id', decodeCursor(query.cursor));
    const limit = where.parameter(query.limit + 1);
    const sql = `SELECT ${COLUMNS} FROM logs.replays r WHERE ${where.sql()}
      ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit}`;
    const rows = await this.database.query(sql, where.parameters);
    const items = rows.map((row) => replaySchema.parse(row));
    return toPage(items, query.limit, (item) => [item.createdAt, item.id]);
  }

  async find(tenant: string, id: string): Promise<Replay | null> {
    const sql = `SELECT ${COLUMNS} FROM logs.replays r WHERE r.tenant = $1 AND r.id = $2`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : replaySchema.parse(row);
  }

  /** How many replays are at work, of all tenants together. */
  async runningCount(): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM logs.replays WHERE state = 'running'`;
    const [row] = await this.database.query(sql, []);
    return countSchema.parse(row).count;
  }

  /** Ends a replay that is at work; what is being sent at this moment may still be counted. */
  async cancel(tenant: string, id: string): Promise<boolean> {
    const sql = `WITH ended AS (
        UPDATE logs.replays SET state = 'cancelled', waiting = NULL, updated_at = now(), ended_at = now()
        WHERE tenant = $1 AND id = $2 AND state = 'running' RETURNING 1
      ) SELECT count(*)::int AS count FROM ended`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return countSchema.parse(row).count > 0;
  }

  /** Forgets replays that ended before the instant. */
  async forget(before: Date): Promise<void> {
    await this.database.query('DELETE FROM logs.replays WHERE ended_at < $1::timestamptz', [
      before.toISOString(),
    ]);
  }
}
