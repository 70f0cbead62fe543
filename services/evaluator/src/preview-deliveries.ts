import { deliveriesOf, firingTriggers, type Delivery, type MatchableSubscription } from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import type { MemberVerdict } from './verdict.js';

const EVERYTHING = '*';

/**
 * The deliveries that a subscription would get. Where it would get none, those of the first event of the family that its
 * dialect can send, so that the request can be shown all the same; none where it can send no such event.
 */
export function previewDeliveries(
  subscription: MatchableSubscription,
  members: readonly MemberVerdict[],
  acceptedAt: number,
): Delivery[] {
  const called = members.flatMap(({ planned }) => planned.map(({ delivery }) => delivery));
  const deliveries = called.length > 0 ? called : sendable(subscription, members, acceptedAt);
  const distinct = new Map<string, Delivery>();
  for (const delivery of deliveries) if (!distinct.has(delivery.id)) distinct.set(delivery.id, delivery);
  return [...distinct.values()];
}

function sendable(
  subscription: MatchableSubscription,
  members: readonly MemberVerdict[],
  acceptedAt: number,
): readonly Delivery[] {
  const names = dialect(subscription.dialect).events?.map(({ name }) => name) ?? [];
  const selecting = { ...subscription, selectors: [...subscription.selectors, ...names, EVERYTHING] };
  for (const { member } of members) {
    const triggers = firingTriggers(selecting, member.event).slice(0, 1);
    const planned = deliveriesOf(subscription, member.event, triggers, acceptedAt);
    if (planned.length > 0) return planned.map(({ delivery }) => delivery);
  }
  return [];
}
