import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { calendarsOf } from '@deskhook/domain';
import type { EntityManager } from 'typeorm';
import { calendarRecord } from './calendar-mapping.js';
import { findCalendars } from './calendars.repository.js';
import { compiledCondition } from './condition-faults.js';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { noSubscription } from './not-found.js';
import { givenCredential } from './receiver-auth.js';
import { parseStored } from './stored-subscription.js';
import { subscriptionRecord } from './subscription-record.js';
import { SubscriptionRows } from './subscription-rows.js';
import { findSubscription } from './subscriptions.repository.js';

type Draft = RpcAnswer<'subscriptions.draft'>;
type DraftInput = NonNullable<RpcRequest<'subscriptions.draft'>['input']>;

const NOT_GIVEN = 'not-given';

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
        const { row } = await this.rows.fresh(manager, tenant, complete(input));
        return withCalendars(manager, row);
      }
      const stored = await findSubscription(manager, tenant, id ?? '');
      if (stored === null) throw noSubscription(id ?? '');
      return withCalendars(manager, stored);
    });
  }
}

/** Credentials are never shown, so whoever looks at a stored subscription's draft has none to give; nor are any used. */
function complete(input: DraftInput): DraftInput {
  const { auth, tls } = input;
  const credential = givenCredential(auth);
  const isKnown = credential === null || credential.value !== null;
  return {
    ...input,
    auth: isKnown ? auth : { ...auth, [credential.name]: NOT_GIVEN },
    tls: tls?.key === null || tls?.key === undefined ? null : tls,
  };
}

/** The record, and the calendars that its condition asks. */
async function withCalendars(manager: EntityManager, row: SubscriptionEntity): Promise<Draft> {
  const condition = compiledCondition(parseStored(row).condition);
  const ids = condition === null ? [] : calendarsOf(condition);
  const calendars = await findCalendars(manager, row.tenantId, ids);
  const record = subscriptionRecord(row);
  // Where every URL is disabled, what it would send is what somebody wants to see before activating it.
  const urls = record.urls.length > 0 ? record.urls : row.urls;
  return { record: { ...record, urls }, calendars: calendars.map(calendarRecord) };
}
