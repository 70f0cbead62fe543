import { selectsType, type Trigger } from '@deskhook/dialects';
import { holds, type EventReader } from '@deskhook/domain';
import type { AcceptedEvent } from '../accept-event.js';
import type { MatchableSubscription } from './matchable-subscription.js';
import { firingTriggers } from './plan-deliveries.js';

/** Whether a subscription fires for an event, and if not, the first thing that stands against it. */
export type Firing =
  | { readonly kind: 'fires'; readonly triggers: readonly Trigger[] }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'type-not-selected' }
  /** Its events are selected, but the condition is not satisfied; `fault`: it is not understood. */
  | { readonly kind: 'condition-false'; readonly fault: string | null };

/** Decides as the evaluator's index does, for a single subscription. `reader` reads that same event. */
export function firingOf(
  subscription: MatchableSubscription,
  event: AcceptedEvent,
  reader: EventReader,
): Firing {
  if (!subscription.active) return { kind: 'inactive' };
  const triggers = selectedTriggers(subscription, event);
  if (triggers.length === 0) return { kind: 'type-not-selected' };
  const { condition, conditionFault: fault } = subscription;
  if (condition !== null && !holds(condition, reader)) return { kind: 'condition-false', fault };
  return { kind: 'fires', triggers };
}

/** The triggers that would fire if the condition were satisfied. */
function selectedTriggers(subscription: MatchableSubscription, event: AcceptedEvent): readonly Trigger[] {
  const isSelected = subscription.events.some((selector) => selectsType(selector, event.type));
  return isSelected ? firingTriggers(subscription, event) : [];
}
