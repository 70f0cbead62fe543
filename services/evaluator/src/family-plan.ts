import {
  planDeliveries,
  type AcceptedEvent,
  type FamilyMember,
  type MatchableSubscription,
  type PlannedDelivery,
} from '@deskhook/contracts';

/** A delivery that is called for, with the event, published or derived, that it is of. */
export interface PlannedCall extends PlannedDelivery {
  readonly member: FamilyMember;
}

/** A subscription that fires and has actions, with the first event of the family that it fires for. */
export interface ActingSubscription {
  readonly subscription: MatchableSubscription;
  readonly member: FamilyMember;
}

export interface FamilyPlan {
  readonly calls: readonly PlannedCall[];
  readonly acting: readonly ActingSubscription[];
}

export type Match = (event: AcceptedEvent) => readonly MatchableSubscription[];

/**
 * What an event and those that are derived from it call for. Deliveries of the family that are the same (a dialect may have
 * one native event for several of them) are of the first; actions happen once, however many of the family fire.
 */
export function planFamily(family: readonly FamilyMember[], match: Match, acceptedAt: number): FamilyPlan {
  const calls = new Map<string, PlannedCall>();
  const acting = new Map<string, ActingSubscription>();
  for (const member of family) {
    for (const subscription of match(member.event)) {
      const planned = planDeliveries(subscription, member.event, acceptedAt);
      for (const plan of planned)
        if (!calls.has(plan.delivery.id)) calls.set(plan.delivery.id, { ...plan, member });
      if (planned.length > 0 && subscription.actions.length > 0 && !acting.has(subscription.id))
        acting.set(subscription.id, { subscription, member });
    }
  }
  return { calls: [...calls.values()], acting: [...acting.values()] };
}
