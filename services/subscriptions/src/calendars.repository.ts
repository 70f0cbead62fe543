import { In, type EntityManager } from 'typeorm';
import { carries, type LabelFilter } from './label-filter.js';
import { CalendarEntity } from './entities/calendar.entity.js';

export async function insertCalendar(manager: EntityManager, row: CalendarEntity): Promise<void> {
  await manager.insert(CalendarEntity, row);
}

export function findCalendar(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<CalendarEntity | null> {
  return manager.findOneBy(CalendarEntity, { id, tenantId: tenant });
}

/** Those of the ids that the tenant has. */
export function findCalendars(
  manager: EntityManager,
  tenant: string,
  ids: readonly string[],
): Promise<CalendarEntity[]> {
  return manager.findBy(CalendarEntity, { id: In(ids), tenantId: tenant });
}

/** The row, locked for a change until the transaction ends. */
export function lockCalendar(
  manager: EntityManager,
  tenant: string,
  id: string,
): Promise<CalendarEntity | null> {
  const where = { id, tenantId: tenant };
  return manager.findOne(CalendarEntity, { where, lock: { mode: 'pessimistic_write' } });
}

/** Ids of the tenant's calendars; none of them can be deleted before the transaction ends, so they can be referred to. */
export async function holdCalendars(manager: EntityManager, tenant: string): Promise<string[]> {
  const query = manager.createQueryBuilder(CalendarEntity, 'c').select(['c.tenantId', 'c.id']);
  query.where('c.tenantId = :tenant', { tenant }).orderBy('c.id').setLock('pessimistic_read');
  return (await query.getMany()).map(({ id }) => id);
}

export function countCalendars(manager: EntityManager, tenant: string): Promise<number> {
  return manager.countBy(CalendarEntity, { tenantId: tenant });
}

export function listCalendars(
  manager: EntityManager,
  { tenant, labels }: LabelFilter,
  afterId: string | null,
  count: number,
): Promise<CalendarEntity[]> {
  const query = manager.createQueryBuilder(CalendarEntity, 'c').where('c.tenantId = :tenant', { tenant });
  if (labels.length > 0) query.andWhere(...carries(`CAST(c.definition AS jsonb) -> 'labels'`, labels));
  if (afterId !== null) query.andWhere('c.id > :afterId', { afterId });
  return query.orderBy('c.id').limit(count).getMany();
}

export async function updateCalendar(manager: EntityManager, row: CalendarEntity): Promise<void> {
  const { id, tenantId, definition, version, updatedAt } = row;
  await manager.update(CalendarEntity, { id, tenantId }, { definition, version, updatedAt });
}

export async function deleteCalendar(manager: EntityManager, row: CalendarEntity): Promise<void> {
  await manager.delete(CalendarEntity, { id: row.id, tenantId: row.tenantId });
}
