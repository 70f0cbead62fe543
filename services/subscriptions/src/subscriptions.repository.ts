import type { SubscriptionQuery } from '@deskhook/contracts';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import type { Position } from './page-cursor.js';

export interface SubscriptionFilter extends Pick<SubscriptionQuery, 'status' | 'dialect' | 'q' | 'sort'> {
  readonly tenant: string;
  /** Selectors of which a subscription must have at least one. */
  readonly selectors: readonly string[] | null;
}

export async function insertSubscription(manager: EntityManager, row: SubscriptionEntity): Promise<void> {
  await manager.insert(SubscriptionEntity, row);
}

export function findSubscription(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<SubscriptionEntity | null> {
  return manager.findOneBy(SubscriptionEntity, { id, tenantId: tenant });
}

/** The row, locked until the transaction ends: of two concurrent changes the second sees the first. */
export function lockSubscription(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<SubscriptionEntity | null> {
  const where = { id, tenantId: tenant };
  return manager.findOne(SubscriptionEntity, { where, lock: { mode: 'pessimistic_write' } });
}

export async function updateSubscription(manager: EntityManager, row: SubscriptionEntity): Promise<void> {
  const { id, tenantId: _tenantId, tenant: _tenant, createdAt: _createdAt, ...changed } = row;
  await manager.update(SubscriptionEntity, { id }, changed);
}

export async function deleteSubscription(manager: EntityManager, id: string): Promise<void> {
  await manager.delete(SubscriptionEntity, { id });
}

/** What each order sorts by, and how the value in a cursor compares with it. */
const SORT_KEYS = {
  name: { expression: 'LOWER(s.name)', value: 'LOWER(:value)' },
  createdAt: { expression: 's.createdAt', value: 'CAST(:value AS timestamptz)' },
  updatedAt: { expression: 's.updatedAt', value: 'CAST(:value AS timestamptz)' },
} as const;

export function listSubscriptions(
  manager: EntityManager,
  filter: SubscriptionFilter,
  after: Position | null,
  count: number,
): Promise<SubscriptionEntity[]> {
  const query = filtered(manager.createQueryBuilder(SubscriptionEntity, 's'), filter);
  const { column, descending } = sortOrder(filter.sort);
  const { expression, value } = SORT_KEYS[column];
  const direction = descending ? 'DESC' : 'ASC';
  if (after !== null) {
    query.andWhere(`(${expression}, s.id) ${descending ? '<' : '>'} (${value}, :id)`, { ...after });
  }
  return query.orderBy(expression, direction).addOrderBy('s.id', direction).limit(count).getMany();
}

/** Where a row stands in the order. */
export function positionOf(row: SubscriptionEntity, sort: SubscriptionQuery['sort']): Position {
  const value = row[sortOrder(sort).column];
  return { value: typeof value === 'string' ? value : value.toISOString(), id: row.id };
}

function sortOrder(sort: SubscriptionQuery['sort']) {
  switch (sort) {
    case 'name':
    case '-name':
      return { column: 'name', descending: sort === '-name' } as const;
    case 'createdAt':
    case '-createdAt':
      return { column: 'createdAt', descending: sort === '-createdAt' } as const;
    case 'updatedAt':
    case '-updatedAt':
      return { column: 'updatedAt', descending: sort === '-updatedAt' } as const;
    default:
      return sort satisfies never;
  }
}

function filtered(
  query: SelectQueryBuilder<SubscriptionEntity>,
  { tenant, status, dialect, q, selectors }: SubscriptionFilter,
): SelectQueryBuilder<SubscriptionEntity> {
  query.where('s.tenantId = :tenant', { tenant });
  if (status !== undefined) query.andWhere('s.status = :status', { status });
  if (dialect !== undefined) query.andWhere('s.dialect = :dialect', { dialect });
  if (selectors !== null) query.andWhere('s.events && CAST(:selectors AS text[])', { selectors });
  if (q !== undefined) {
    query.andWhere(
      '(s.name ILIKE :like OR EXISTS (SELECT 1 FROM UNNEST(s.urls) AS "url" WHERE "url" ILIKE :like))',
      { like: `%${q.replace(/[\\%_]/g, '\\$&')}%` },
    );
  }
  return query;
}
