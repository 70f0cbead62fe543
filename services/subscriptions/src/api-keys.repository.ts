import type { EntityManager } from 'typeorm';
import { ApiKeyEntity } from './entities/api-key.entity.js';
import type { Position } from './page-cursor.js';

export async function insertApiKey(manager: EntityManager, row: ApiKeyEntity): Promise<void> {
  await manager.insert(ApiKeyEntity, row);
}

/** The tenant's keys, oldest first. */
export function listApiKeys(
  manager: EntityManager,
  tenant: string,
  after: Position | null,
  count: number,
): Promise<ApiKeyEntity[]> {
  const query = manager.createQueryBuilder(ApiKeyEntity, 'k').where('k.tenantId = :tenant', { tenant });
  if (after !== null)
    query.andWhere('(k.createdAt, k.id) > (CAST(:value AS timestamptz), :id)', { ...after });
  return query.orderBy('k.createdAt').addOrderBy('k.id').limit(count).getMany();
}

/** Deletes a key and gives it; null when the tenant has no such key. */
export async function deleteApiKey(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<ApiKeyEntity | null> {
  const row = await manager.findOne(ApiKeyEntity, {
    where: { id, tenantId: tenant },
    lock: { mode: 'pessimistic_write' },
  });
  if (row === null) return null;
  await manager.delete(ApiKeyEntity, { id });
  return row;
}
