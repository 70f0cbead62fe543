import {
  deliveriesOf,
  firingTriggers,
  type DeliveryPlanMessage,
  type FamilyMember,
  type MatchableSubscription,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import type { MemberVerdict } from './verdict.js';

const EVERYTHING = '*';

/**
 * The deliveries that a subscription would get, each with its event. Where it would get none, those of the first event of the
 * family that its dialect can send, so that the request can be shown all the same; none where it can send no such event.
 */
export function previewPlans(
  subscription: MatchableSubscription,
  members: readonly MemberVerdict[],
  stored: StoredEventMessage,
): DeliveryPlanMessage[] {
  const called = members.flatMap(({ member, planned }) =>
    planned.map(({ delivery }) => ({ delivery, member })),
  );
  const plans = called.length > 0 ? called : sendable(subscription, members, stored.acceptedAt);
  const distinct = new Map(plans.toReversed().map((plan) => [plan.delivery.id, plan]));
  return [...distinct.values()]
    .toReversed()
    .map(({ delivery, member }) => ({ delivery, event: messageOf(member, stored) }));
}

function sendable(
  subscription: MatchableSubscription,
  members: readonly MemberVerdict[],
  acceptedAt: number,
) {
  const names = dialect(subscription.dialect).events?.map(({ name }) => name) ?? [];
  const selecting = { ...subscription, selectors: [...subscription.selectors, ...names, EVERYTHING] };
  for (const { member } of members) {
    const triggers = firingTriggers(selecting, member.event).slice(0, 1);
    const planned = deliveriesOf(subscription, member.event, triggers, acceptedAt);
    if (planned.length > 0) return planned.map(({ delivery }) => ({ delivery, member }));
  }
  return [];
}

function messageOf(member: FamilyMember, stored: StoredEventMessage): StoredEventMessage {
  if (!member.isDerived) return stored;
  const payload = Buffer.from(member.payload()).toString('utf8');
  return { payload, attributes: {}, type: member.event.type, acceptedAt: stored.acceptedAt };
}
