import type { EntityManager } from 'typeorm';
import { carries, type LabelFilter } from './label-filter.js';
import { SlaPolicyEntity } from './entities/sla-policy.entity.js';

/** Where a policy stands in the order in which policies are tried. */
export interface PolicyPlace {
  readonly position: number;
  readonly id: string;
}

export async function insertSlaPolicy(manager: EntityManager, row: SlaPolicyEntity): Promise<void> {
  await manager.insert(SlaPolicyEntity, row);
}

export function findSlaPolicy(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<SlaPolicyEntity | null> {
  return manager.findOneBy(SlaPolicyEntity, { id, tenantId: tenant });
}

/** The row, locked for a change until the transaction ends. */
export function lockSlaPolicy(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<SlaPolicyEntity | null> {
  const where = { id, tenantId: tenant };
  return manager.findOne(SlaPolicyEntity, { where, lock: { mode: 'pessimistic_write' } });
}

/** Every policy of the tenant, in the order in which they are tried. */
export function allSlaPolicies(manager: EntityManager, tenant: string): Promise<SlaPolicyEntity[]> {
  return manager.find(SlaPolicyEntity, {
    where: { tenantId: tenant },
    order: { position: 'ASC', id: 'ASC' },
  });
}

export function countSlaPolicies(manager: EntityManager, tenant: string): Promise<number> {
  return manager.countBy(SlaPolicyEntity, { tenantId: tenant });
}

export function listSlaPolicies(
  manager: EntityManager,
  { tenant, labels }: LabelFilter,
  after: PolicyPlace | null,
  count: number,
): Promise<SlaPolicyEntity[]> {
  const query = manager.createQueryBuilder(SlaPolicyEntity, 'p').where('p.tenantId = :tenant', { tenant });
  if (labels.length > 0) query.andWhere(...carries(`CAST(p.definition AS jsonb) -> 'labels'`, labels));
  if (after !== null) query.andWhere('(p.position, p.id) > (:position, :id)', { ...after });
  return query.orderBy('p.position').addOrderBy('p.id').limit(count).getMany();
}

export async function updateSlaPolicy(manager: EntityManager, row: SlaPolicyEntity): Promise<void> {
  const { id, tenantId, position, definition, version, updatedAt } = row;
  await manager.update(SlaPolicyEntity, { id, tenantId }, { position, definition, version, updatedAt });
}

export async function deleteSlaPolicy(manager: EntityManager, row: SlaPolicyEntity): Promise<void> {
  await manager.delete(SlaPolicyEntity, { id: row.id, tenantId: row.tenantId });
}
