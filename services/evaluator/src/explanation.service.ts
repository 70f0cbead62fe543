import {
  FailureError,
  matchableSubscription,
  type MatchableSubscription,
  type RpcAnswer,
  type RpcRequest,
} from '@deskhook/contracts';
import { businessHours } from '@deskhook/domain';
import { previewDeliveries } from './preview-deliveries.js';
import { readFamily, type ReadFamily } from './read-family.js';
import type { SubscriptionsView } from './subscriptions.view.js';
import { deliveryIds, memberReason, verdictOf } from './verdict.js';

/** The broker's largest message is 8 MB (operators' page). */
const ANSWER_BYTES_MAX = 4_000_000;

/** Says why subscriptions do or do not fire for an event, with what is configured now. It publishes nothing. */
export class ExplanationService {
  constructor(
    private readonly view: SubscriptionsView,
    private readonly hopLimit: number,
  ) {}

  /** Every subscription of the tenant, those that fire first, or the one that is named. */
  async explain({
    tenant,
    event,
    subscriptionId,
    limit,
  }: RpcRequest<'evaluator.explain'>): Promise<RpcAnswer<'evaluator.explain'>> {
    await this.view.current();
    const workingTime = (calendar: string) => this.view.workingTime(tenant, calendar);
    const family = readFamily(tenant, event, { hopLimit: this.hopLimit, workingTime });
    const subscriptions =
      subscriptionId === undefined ? this.firingFirst(tenant, family) : [this.named(tenant, subscriptionId)];
    const items = explanationsWithin(subscriptions.slice(0, limit), family);
    return { items, truncated: subscriptions.length > items.length };
  }

  /** What one subscription makes of an event, with the deliveries also where it would not fire: to show the request. */
  async preview({
    tenant,
    record,
    calendars,
    event,
  }: RpcRequest<'evaluator.preview'>): Promise<RpcAnswer<'evaluator.preview'>> {
    const byId = new Map(calendars.map((calendar) => [calendar.id, businessHours(calendar)]));
    const workingTime = (calendar: string) => byId.get(calendar) ?? null;
    const family = readFamily(tenant, event, { hopLimit: this.hopLimit, workingTime });
    const subscription = matchableSubscription(record);
    const { shown, members, reason, detail, explanation } = verdictOf(
      subscription,
      family.members,
      family.facts,
    );
    const matched = shown.firing.kind === 'fires' && family.facts.hopLimit === null;
    return {
      matched,
      reason,
      detail,
      eventId: shown.member.event.id,
      eventType: shown.member.event.type,
      explanation: { ...explanation },
      considered: members.map((one) => ({
        eventId: one.member.event.id,
        type: one.member.event.type,
        reason: memberReason(subscription, one, family.facts),
      })),
      deliveries: previewDeliveries(subscription, members, event.acceptedAt),
    };
  }

  private firingFirst(tenant: string, { members, facts }: ReadFamily): readonly MatchableSubscription[] {
    const firing = new Map<string, MatchableSubscription>();
    for (const { member, reader } of members)
      for (const one of this.view.match(tenant, member.event.type, reader))
        if (one.createdAt <= facts.acceptedAt) firing.set(one.id, one);
    const first = [...firing.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return [...first, ...this.view.ofTenant(tenant).filter(({ id }) => !firing.has(id))];
  }

  private named(tenant: string, id: string): MatchableSubscription {
    const found = this.view.find(tenant, id);
    if (found !== null) return found;
    throw new FailureError({ kind: 'not-found', detail: `there is no subscription ${id}` });
  }
}

type Explanation = RpcAnswer<'evaluator.explain'>['items'][number];

/** As many as one answer can carry over the broker, but one at least: conditions may be long. */
function explanationsWithin(
  subscriptions: readonly MatchableSubscription[],
  family: ReadFamily,
): Explanation[] {
  const items: Explanation[] = [];
  let bytes = 0;
  for (const subscription of subscriptions) {
    const item = explanationOf(subscription, family);
    bytes += Buffer.byteLength(JSON.stringify(item));
    if (bytes > ANSWER_BYTES_MAX && items.length > 0) break;
    items.push(item);
  }
  return items;
}

function explanationOf(subscription: MatchableSubscription, family: ReadFamily): Explanation {
  const { reason, detail, shown, explanation, members } = verdictOf(
    subscription,
    family.members,
    family.facts,
  );
  const { id: eventId, type: eventType } = shown.member.event;
  const fired = reason === 'fired';
  return {
    subscriptionId: subscription.id,
    name: subscription.name,
    fired,
    reason,
    detail,
    eventId,
    eventType,
    explanation: { ...explanation },
    deliveries: fired ? deliveryIds(members) : [],
    mayBeThrottled: members.some(({ planned }) => planned.some(({ throttle }) => throttle !== null)),
  };
}
