import { In, type EntityManager } from 'typeorm';
import { ConnectorEntity } from './connector.entity.js';

export async function insertConnector(manager: EntityManager, row: ConnectorEntity): Promise<void> {
  await manager.insert(ConnectorEntity, row);
}

export function findConnector(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<ConnectorEntity | null> {
  return manager.findOneBy(ConnectorEntity, { id, tenantId: tenant });
}

/** Those of the ids that there are, whosoever they are. */
export function findConnectors(manager: EntityManager, ids: readonly string[]): Promise<ConnectorEntity[]> {
  return manager.findBy(ConnectorEntity, { id: In(ids) });
}

/** The row, locked for a change until the transaction ends. */
export function lockConnector(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<ConnectorEntity | null> {
  const where = { id, tenantId: tenant };
  return manager.findOne(ConnectorEntity, { where, lock: { mode: 'pessimistic_write' } });
}

/** Those of the ids that there are, locked in one order, so that two who lock several do not wait for each other. */
export function lockConnectors(manager: EntityManager, ids: readonly string[]): Promise<ConnectorEntity[]> {
  const lock = { mode: 'pessimistic_write' } as const;
  return manager.find(ConnectorEntity, { where: { id: In(ids) }, order: { id: 'ASC' }, lock });
}

export function countConnectors(manager: EntityManager, tenant: string): Promise<number> {
  return manager.countBy(ConnectorEntity, { tenantId: tenant });
}

/** In the order of their ids, which is that of their creation. */
export function listConnectors(
  manager: EntityManager,
  tenant: string,
  afterId: string | null,
  count: number,
): Promise<ConnectorEntity[]> {
  const query = manager.createQueryBuilder(ConnectorEntity, 'c').where('c.tenantId = :tenant', { tenant });
  if (afterId !== null) query.andWhere('c.id > :afterId', { afterId });
  return query.orderBy('c.id').limit(count).getMany();
}

export async function updateConnector(manager: EntityManager, row: ConnectorEntity): Promise<void> {
  const { id, name, status, secrets, options, version, updatedAt } = row;
  await manager.update(ConnectorEntity, { id }, { name, status, secrets, options, version, updatedAt });
}

/** Nothing but the column: what came in is no change of the connector. */
export async function updateLastRequests(
  manager: EntityManager,
  id: string,
  lastRequests: object,
): Promise<void> {
  await manager.update(ConnectorEntity, { id }, { lastRequests });
}

export async function deleteConnector(manager: EntityManager, { id }: ConnectorEntity): Promise<void> {
  await manager.delete(ConnectorEntity, { id });
}
