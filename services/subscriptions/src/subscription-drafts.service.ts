import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { calendarsOf } from '@deskhook/domain';
import type { EntityManager } from 'typeorm';
import { calendarRecord } from './calendar-mapping.js';
import { findCalendars } from './calendars.repository.js';
import { compiledCondition } from './condition-faults.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { noSubscription } from './not-found.js';
import { parseStored, subscriptionRecord } from './subscription-mapping.js';
import { SubscriptionRows } from './subscription-rows.js';
import { findSubscription } from './subscriptions.repository.js';

type Draft = RpcAnswer<'subscriptions.draft'>;

/** Shows what the hot path would know of a subscription, stored or not. */
export class SubscriptionDraftsService {
  constructor(
    private readonly database: Database,
    private readonly rows: SubscriptionRows,
  ) {}

  /** In a transaction, since what input refers to is held while it is judged; nothing is written. */
  draft({ tenant, id, input }: RpcRequest<'subscriptions.draft'>): Promise<Draft> {
    return this.database.transaction(async (manager) => {
      if (input !== undefined) {
        const { row } = await this.rows.fresh(manager, tenant, input);
        return withCalendars(manager, row);
      }
      const stored = await findSubscription(manager, tenant, id ?? '');
      if (stored === null) throw noSubscription(id ?? '');
      return withCalendars(manager, stored);
    });
  }
}

/** The record, and the calendars that its condition asks. */
async function withCalendars(manager: EntityManager, row: SubscriptionEntity): Promise<Draft> {
  const condition = compiledCondition(parseStored(row).condition);
  const ids = condition === null ? [] : calendarsOf(condition);
  const calendars = await findCalendars(manager, row.tenantId, ids);
  return { record: subscriptionRecord(row), calendars: calendars.map(calendarRecord) };
}
