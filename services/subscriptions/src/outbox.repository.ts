import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { OutboxEntity } from './entities/outbox.entity.js';

export interface DirtyKey {
  readonly id: string;
  readonly key: string;
}

/** Notes keys of the configuration bucket that this transaction makes stale; gives the ids of the notes. */
export async function addToOutbox(
  manager: EntityManager,
  keys: readonly string[],
): Promise<readonly string[]> {
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(OutboxEntity)
    .values(keys.map((key) => ({ key })))
    .returning(['id'])
    .execute();
  return inserted.identifiers.map((row) => String(row['id']));
}

/** Takes notes that nobody else is at work on; they stay taken until the transaction ends. */
export function takeFromOutbox(manager: EntityManager, count: number): Promise<OutboxEntity[]> {
  return manager
    .createQueryBuilder(OutboxEntity, 'o')
    .orderBy('o.id')
    .limit(count)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
}

export async function removeFromOutbox(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.delete(OutboxEntity, [...ids]);
}

/** Whether everything has been projected. */
export async function isOutboxEmpty(manager: EntityManager): Promise<boolean> {
  return !(await manager.exists(OutboxEntity));
}

/** Whether one of the notes is still there. */
export async function isInOutbox(manager: EntityManager, ids: readonly string[]): Promise<boolean> {
  return manager.createQueryBuilder(OutboxEntity, 'o').where('o.id IN (:...ids)', { ids }).getExists();
}

const standingSchema = z.object({ count: z.coerce.number(), oldest: z.string().nullable() });

/** How many notes there are, and the id of the oldest; null: there is none. */
export async function outboxStanding(manager: EntityManager): Promise<z.infer<typeof standingSchema>> {
  const row = await manager
    .createQueryBuilder(OutboxEntity, 'o')
    .select('count(*)', 'count')
    .addSelect('min(o.id)', 'oldest')
    .getRawOne<unknown>();
  return standingSchema.parse(row);
}
