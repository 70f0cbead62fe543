import { FailureError, labelsOf, type SubscriptionQuery } from '@deskhook/contracts';
import { SEARCHABLE_URL_PART, searchableText } from '@deskhook/domain';
import { Brackets, In, Not, QueryFailedError, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import type { DialectSelectors } from './event-filter.js';
import { carries } from './label-filter.js';
import type { Position } from './page-cursor.js';

const KEY_INDEX = 'subscriptions_tenant_key';

export interface SubscriptionFilter extends Pick<
  SubscriptionQuery,
  'status' | 'dialect' | 'q' | 'key' | 'label' | 'sort'
> {
  readonly tenant: string;
  /** What a subscription must have selected; null: anything. */
  readonly selected: readonly DialectSelectors[] | null;
  /** Whether `q` looks at the part of URLs that holds no secrets, for readers who may not see them. */
  readonly hidesSecrets: boolean | undefined;
}

export async function insertSubscription(manager: EntityManager, row: SubscriptionEntity): Promise<void> {
  await unlessTaken(row, () => manager.insert(SubscriptionEntity, row));
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
  await unlessTaken(row, () => manager.update(SubscriptionEntity, { id }, changed));
}

/** The index alone can tell: of two who give the same key at once, the second waits in it for the first. */
async function unlessTaken({ key }: SubscriptionEntity, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof QueryFailedError) || !error.message.includes(KEY_INDEX)) throw error;
    const detail = `The tenant has a subscription with the key "${key}" already: change that one, or choose another key`;
    const errors = [{ pointer: '/key', detail: 'is taken' }];
    throw new FailureError({ kind: 'conflict', detail, errors }, { cause: error });
  }
}

export async function deleteSubscription(manager: EntityManager, id: string): Promise<void> {
  await manager.delete(SubscriptionEntity, { id });
}

/** The rows of these ids that the tenant has, locked until the transaction ends, always in the same order. */
export function lockSubscriptions(
  manager: EntityManager,
  tenant: string,
  ids: readonly string[],
): Promise<SubscriptionEntity[]> {
  const query = manager.createQueryBuilder(SubscriptionEntity, 's');
  query.where('s.tenantId = :tenant AND s.id IN (:...ids)', { tenant, ids }).orderBy('s.id');
  return query.setLock('pessimistic_write').getMany();
}

/** Activates with all their URLs; rows that send to all of them already stay as they are. */
export async function activate(manager: EntityManager, ids: readonly string[], at: Date): Promise<void> {
  const standing = { status: 'active', disabledUrls: [], activatedAt: at };
  const query = manager.createQueryBuilder().update(SubscriptionEntity);
  query.set({ ...standing, updatedAt: at, version: () => 'version + 1' });
  query.where({ id: In(ids) });
  await query.andWhere(`(status <> 'active' OR disabled_urls <> '[]')`).execute();
}

/** Deactivates; rows that are so already stay as they are. */
export async function deactivate(manager: EntityManager, ids: readonly string[], at: Date): Promise<void> {
  const changed = { status: 'inactive', updatedAt: at, version: () => 'version + 1' };
  await manager.update(SubscriptionEntity, { id: In(ids), status: Not('inactive') }, changed);
}

export async function deleteSubscriptions(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.delete(SubscriptionEntity, { id: In(ids) });
}

/** Subscriptions whose condition asks for calendars and has the id somewhere: candidates for those that ask for this one. */
export function subscriptionsNaming(
  manager: EntityManager,
  tenant: string,
  calendar: string,
): Promise<SubscriptionEntity[]> {
  const query = manager.createQueryBuilder(SubscriptionEntity, 's').where('s.tenantId = :tenant', { tenant });
  for (const [name, text] of Object.entries({ operator: 'in_business_hours', calendar }))
    query.andWhere(`strpos(CAST(s.condition AS text), :${name}) > 0`, { [name]: text });
  return query.orderBy('s.id').getMany();
}

/** The dialects of the subscriptions that sign with their tenant's secret. */
export async function dialectsUsingTenantSecret(manager: EntityManager, tenant: string): Promise<string[]> {
  const query = manager.createQueryBuilder(SubscriptionEntity, 's').select('s.dialect').distinct();
  query.where('s.tenantId = :tenant AND s.usesTenantSecret', { tenant });
  return (await query.getMany()).map(({ dialect }) => dialect);
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
  { tenant, status, dialect, q, key, label = [], selected, hidesSecrets }: SubscriptionFilter,
): SelectQueryBuilder<SubscriptionEntity> {
  query.where('s.tenantId = :tenant', { tenant });
  if (status !== undefined) query.andWhere('s.status = :status', { status });
  if (dialect !== undefined) query.andWhere('s.dialect = :dialect', { dialect });
  if (key !== undefined) query.andWhere('s.key = :key', { key });
  if (label.length > 0) query.andWhere(...carries('s.labels', labelsOf(label)));
  if (selected !== null) query.andWhere(anyOf(selected));
  if (q !== undefined) {
    const hides = hidesSecrets === true;
    const url = hides ? 'substring("url" from CAST(:part AS text))' : '"url"';
    const likeUrl = pattern(hides ? searchableText(q) : q);
    query.andWhere(
      `(s.name ILIKE :like OR EXISTS (SELECT 1 FROM UNNEST(s.urls) AS "url" WHERE ${url} ILIKE :likeUrl))`,
      { like: pattern(q), likeUrl, ...(hides ? { part: `(?i)${SEARCHABLE_URL_PART}` } : {}) },
    );
  }
  return query;
}

/** Dialects that send nothing of it select nothing. */
function anyOf(selected: readonly DialectSelectors[]): Brackets {
  return new Brackets((either) => {
    either.where('FALSE');
    for (const { dialect, selectors } of selected) {
      either.orWhere(`(s.dialect = :in_${dialect} AND s.events && CAST(:of_${dialect} AS text[]))`, {
        [`in_${dialect}`]: dialect,
        [`of_${dialect}`]: selectors,
      });
    }
  });
}

function pattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
