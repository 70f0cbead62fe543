import type { AuditQuery } from '@deskhook/contracts';
import type { EntityManager } from 'typeorm';
import { AuditEntryEntity } from './entities/audit-entry.entity.js';

export interface AuditFilter extends Pick<AuditQuery, 'from' | 'to' | 'actor' | 'operation' | 'target'> {
  readonly tenant: string;
  /** Entries before this instant are not for the reader; null: all are. */
  readonly since: Date | null;
}

/** Each filter with what a row must satisfy for it. */
const CONDITIONS = {
  from: 'a.at >= CAST(:from AS timestamptz)',
  to: 'a.at < CAST(:to AS timestamptz)',
  actor: ':actor IN (a.actorId, a.actorName, a.actorKind)',
  operation: 'a.operation = :operation',
  target: ':target IN (a.targetId, a.targetKind)',
} as const;

export async function insertAuditEntries(
  manager: EntityManager,
  rows: readonly AuditEntryEntity[],
): Promise<void> {
  await manager.insert(AuditEntryEntity, [...rows]);
}

/** The tenant's entries, newest first, older than the one with that id. */
export function listAuditEntries(
  manager: EntityManager,
  { tenant, since, ...filter }: AuditFilter,
  beforeId: string | null,
  count: number,
): Promise<AuditEntryEntity[]> {
  const query = manager.createQueryBuilder(AuditEntryEntity, 'a').where('a.tenantId = :tenant', { tenant });
  for (const name of ['from', 'to', 'actor', 'operation', 'target'] as const) {
    if (filter[name] !== undefined) query.andWhere(CONDITIONS[name], { [name]: filter[name] });
  }
  if (since !== null) query.andWhere('a.at >= :since', { since });
  if (beforeId !== null) query.andWhere('a.id < :beforeId', { beforeId });
  return query.orderBy('a.id', 'DESC').limit(count).getMany();
}

/** Whether anything was ever done to the tenant. */
export async function hasAuditEntries(manager: EntityManager, tenant: string): Promise<boolean> {
  return manager.existsBy(AuditEntryEntity, { tenantId: tenant });
}

/** Deletes entries from before the instant, at most so many; gives how many. */
export async function deleteAuditBefore(manager: EntityManager, at: Date, countMax: number): Promise<number> {
  const old = manager
    .createQueryBuilder(AuditEntryEntity, 'a')
    .select('a.id')
    .where('a.at < :at')
    .limit(countMax);
  const query = manager.createQueryBuilder().delete().from(AuditEntryEntity);
  const { affected } = await query.where(`id IN (${old.getQuery()})`).setParameters({ at }).execute();
  return affected ?? 0;
}
