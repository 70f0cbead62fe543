import { configKeys } from '@deskhook/contracts';
import type { EntityManager } from 'typeorm';
import { ApiKeyEntity } from './entities/api-key.entity.js';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import { ConnectorEntity } from './connectors/connector.entity.js';
import { CalendarEntity } from './entities/calendar.entity.js';
import { SlaPolicyEntity } from './entities/sla-policy.entity.js';
import { TenantEntity } from './entities/tenant.entity.js';
import { noTenant } from './not-found.js';

const REPLACED = [
  'name',
  'site_url',
  'subdomain',
  'admin_base_url',
  'portal_base_url',
  'timezone',
  'defaults',
  'updated_at',
];

/** What a tenant has and the hot path knows, each with its key in the configuration bucket. */
const OWNED = [
  [SubscriptionEntity, configKeys.subscription],
  [SlaPolicyEntity, configKeys.slaPolicy],
  [CalendarEntity, configKeys.calendar],
  [ConnectorEntity, configKeys.connector],
] as const;

/** Inserts or replaces a tenant; the instant of its creation stays, and so do its secrets unless they are to change. */
export async function putTenant(
  manager: EntityManager,
  row: TenantEntity,
  withSecrets: boolean,
): Promise<TenantEntity> {
  const insert = manager.createQueryBuilder().insert().into(TenantEntity).values(row);
  await insert.orUpdate([...REPLACED, ...(withSecrets ? ['secrets'] : [])], ['id']).execute();
  return manager.findOneByOrFail(TenantEntity, { id: row.id });
}

export function findTenant(manager: EntityManager, id: string): Promise<TenantEntity | null> {
  return manager.findOneBy(TenantEntity, { id });
}

export function listTenants(
  manager: EntityManager,
  afterId: string | null,
  count: number,
): Promise<TenantEntity[]> {
  const query = manager.createQueryBuilder(TenantEntity, 't').orderBy('t.id').limit(count);
  if (afterId !== null) query.where('t.id > :afterId', { afterId });
  return query.getMany();
}

/** Changes a tenant that is locked. */
export async function updateTenant(manager: EntityManager, row: TenantEntity): Promise<void> {
  const { id, createdAt: _createdAt, ...changed } = row;
  await manager.update(TenantEntity, { id }, changed);
}

/**
 * The tenant, if it exists; it then can neither be deleted nor changed before the transaction ends, so nothing is added
 * to a tenant that is on its way out, and nobody relies on a secret that is being replaced. Whoever locks a subscription
 * too does so after this.
 */
export function holdTenant(manager: EntityManager, id: string): Promise<TenantEntity | null> {
  const query = manager.createQueryBuilder(TenantEntity, 't').where('t.id = :id', { id });
  return query.setLock('pessimistic_read').getOne();
}

/** The tenant, locked for a change until the transaction ends. */
export function lockTenant(manager: EntityManager, id: string): Promise<TenantEntity | null> {
  const query = manager.createQueryBuilder(TenantEntity, 't').where('t.id = :id', { id });
  return query.setLock('pessimistic_write').getOne();
}

/** Locks the tenant for a change until the transaction ends; throws when there is none. */
export async function lockExisting(manager: EntityManager, id: string): Promise<TenantEntity> {
  const row = await lockTenant(manager, id);
  if (row === null) throw noTenant(id);
  return row;
}

/** Deletes a tenant that is locked, and all that it has; gives the keys of the configuration bucket that this makes stale. */
export async function deleteTenant(manager: EntityManager, id: string): Promise<readonly string[]> {
  const where = { tenantId: id };
  const keys = await manager.find(ApiKeyEntity, { where, select: { hash: true } });
  const stale = [configKeys.tenant(id), ...keys.map(({ hash }) => configKeys.key(hash))];
  for (const [entity, keyOf] of OWNED) {
    const rows = await manager.find(entity, { where, select: { id: true } });
    stale.push(...rows.map((row) => keyOf(id, row.id)));
    await manager.delete(entity, where);
  }
  await manager.delete(ApiKeyEntity, where);
  await manager.delete(TenantEntity, { id });
  return stale;
}
