import { erasureSchema, type Erasure, type ErasureQuery } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { Conditions, iso } from '../query/conditions.repository.js';
import { decodeCursor, toPage, type Page } from '../query/page-cursor.js';
import type { ErasureProgress } from './erasure-progress.js';
import type { Barrier } from './log-reading.js';

const COLUMNS = `e.id, e.shown ->> 'email' AS email, e.shown ->> 'requesterId' AS "requesterId", e.state,
  e.progress ->> 'stage' AS stage, (e.progress ->> 'pass')::int AS pass, (e.progress ->> 'scanned')::int AS scanned,
  e.progress -> 'erased' AS erased, (e.progress ->> 'open')::int AS "openDeliveries",
  e.progress ->> 'waiting' AS waiting, e.detail, e.started_by AS "startedBy", ${iso('e.created_at')} AS "createdAt",
  ${iso('e.updated_at')} AS "updatedAt", ${iso('e.ended_at')} AS "endedAt"`;

export interface NewErasure {
  readonly tenant: string;
  readonly id: string;
  readonly kind: 'person' | 'tenant';
  readonly email: string | null;
  readonly requesterId: string | null;
  /** What of the person may be shown, and kept. */
  readonly shown: { readonly email: string | null; readonly requesterId: string | null };
  readonly startedBy: string;
  /** What was accepted later does not belong to it. Epoch milliseconds. */
  readonly createdAt: number;
  /** What the log must have read before it begins: the last sequence of each stream. */
  readonly barrier: Barrier;
  readonly progress: ErasureProgress;
}

/** Keeps erasures, and tells of those of persons. */
@Injectable()
export class ErasuresRepository {
  constructor(private readonly database: Database) {}

  /** Begins an erasure; one that is there already stays as it is. */
  async create(erasure: NewErasure): Promise<void> {
    const { tenant, id, kind, email, requesterId, shown, startedBy, createdAt, barrier, progress } = erasure;
    const sql = `INSERT INTO logs.erasures (tenant, id, kind, email, requester_id, shown, state, started_by, created_at,
        updated_at, barrier, progress, next_at)
      VALUES ($1, $2, $3, $4, $5, $6::json, 'running', $7, $8::timestamptz, now(), $9::json, $10::jsonb, now())
      ON CONFLICT (tenant, id) DO NOTHING`;
    const jsons = [barrier, progress].map((value) => JSON.stringify(value));
    const at = new Date(createdAt).toISOString();
    const who = [email, requesterId, JSON.stringify(shown)];
    await this.database.query(sql, [tenant, id, kind, ...who, startedBy, at, ...jsons]);
  }

  /** Erasures of persons by their begin, newest first. */
  async list(tenant: string, query: ErasureQuery): Promise<Page<Erasure>> {
    const where = new Conditions()
      .add('e.tenant = ?', tenant)
      .add('e.kind = ?', 'person')
      .after('e.created_at', 'e.id', decodeCursor(query.cursor));
    const limit = where.parameter(query.limit + 1);
    const sql = `SELECT ${COLUMNS} FROM logs.erasures e WHERE ${where.sql()}
      ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit}`;
    const rows = await this.database.query(sql, where.parameters);
    const items = rows.map((row) => erasureSchema.parse(row));
    return toPage(items, query.limit, (item) => [item.createdAt, item.id]);
  }

  async find(tenant: string, id: string): Promise<Erasure | null> {
    const sql = `SELECT ${COLUMNS} FROM logs.erasures e WHERE e.tenant = $1 AND e.id = $2 AND e.kind = 'person'`;
    const [row] = await this.database.query(sql, [tenant, id]);
    return row === undefined ? null : erasureSchema.parse(row);
  }

  /** Forgets erasures that ended before the instant. */
  async forget(before: Date): Promise<void> {
    await this.database.query('DELETE FROM logs.erasures WHERE ended_at < $1::timestamptz', [
      before.toISOString(),
    ]);
  }
}
