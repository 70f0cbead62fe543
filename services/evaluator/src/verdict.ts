import {
  deliveriesOf,
  firingOf,
  type FamilyMember,
  type Firing,
  type FiringReason,
  type MatchableSubscription,
  type PlannedDelivery,
} from '@deskhook/contracts';
import { explainCondition, type ConditionExplanation, type EventReader } from '@deskhook/domain';
import { obstacleToActions } from './command.js';

/** The reasons that the event and the configuration tell; the log knows of others. */
export type EvaluatedReason = Extract<
  FiringReason,
  'fired' | 'inactive' | 'type_not_selected' | 'condition_false' | 'hop_limit' | 'created_later'
>;

/** An event, published or derived, as conditions read it. */
export interface ReadMember {
  readonly member: FamilyMember;
  readonly reader: EventReader;
}

/** What is known of the family beside what it says. */
export interface FamilyFacts {
  /** When the broker stored the event that was published, in epoch milliseconds. */
  readonly acceptedAt: number;
  /** Why nothing at all is evaluated for it; null when it is evaluated. */
  readonly hopLimit: { readonly hopcount: number; readonly limit: number } | null;
}

/** One event of the family as a subscription meets it, as if the subscription were active. */
export interface MemberVerdict {
  readonly member: FamilyMember;
  readonly reader: EventReader;
  readonly firing: Firing;
  readonly planned: readonly PlannedDelivery[];
}

/** Why a subscription does or does not fire for a family of events. */
export interface Verdict {
  readonly reason: EvaluatedReason;
  readonly detail: string;
  /** The one that is told of: which fires, else whose type is selected, else the event that was published. */
  readonly shown: MemberVerdict;
  readonly explanation: ConditionExplanation;
  readonly members: readonly MemberVerdict[];
}

/** Judges each event of the family; the family is never empty. */
export function verdictOf(
  subscription: MatchableSubscription,
  family: readonly [ReadMember, ...(readonly ReadMember[])],
  facts: FamilyFacts,
): Verdict {
  const [first, ...others] = family;
  const published = memberVerdict(subscription, first, facts.acceptedAt);
  const members = [published, ...others.map((one) => memberVerdict(subscription, one, facts.acceptedAt))];
  const shown =
    members.find(({ firing }) => firing.kind === 'fires') ??
    members.find(({ firing }) => firing.kind === 'condition-false') ??
    published;
  const { reason, detail } = reasonOf(subscription, shown, members, facts);
  const explanation = explainCondition(subscription.condition, shown.reader);
  return { reason, detail, shown, explanation, members };
}

/** The reason of a single event of the family. */
export function memberReason(
  subscription: MatchableSubscription,
  { firing }: MemberVerdict,
  facts: FamilyFacts,
): EvaluatedReason {
  if (facts.hopLimit !== null) return 'hop_limit';
  if (subscription.createdAt > facts.acceptedAt) return 'created_later';
  if (!subscription.active) return 'inactive';
  switch (firing.kind) {
    case 'fires':
      return 'fired';
    case 'inactive':
      return 'inactive';
    case 'type-not-selected':
      return 'type_not_selected';
    case 'condition-false':
      return 'condition_false';
    default:
      return firing satisfies never;
  }
}

/** Ids of the deliveries that are called for: those of the family that are the same are one. */
export function deliveryIds(members: readonly MemberVerdict[]): string[] {
  return [...new Set(members.flatMap(({ planned }) => planned.map(({ delivery }) => delivery.id)))];
}

function memberVerdict(
  subscription: MatchableSubscription,
  { member, reader }: ReadMember,
  acceptedAt: number,
): MemberVerdict {
  const firing = firingOf({ ...subscription, active: true }, member.event, reader);
  const triggers = firing.kind === 'fires' ? firing.triggers : [];
  const planned = deliveriesOf(subscription, member.event, triggers, acceptedAt);
  return { member, reader, firing, planned };
}

function reasonOf(
  subscription: MatchableSubscription,
  shown: MemberVerdict,
  members: readonly MemberVerdict[],
  facts: FamilyFacts,
): Pick<Verdict, 'reason' | 'detail'> {
  const reason = memberReason(subscription, shown, facts);
  const { event } = shown.member;
  switch (reason) {
    case 'hop_limit':
      return { reason, detail: hopLimitDetail(facts) };
    case 'created_later':
      return { reason, detail: 'The subscription was made after the event was accepted.' };
    case 'inactive':
      return { reason, detail: `The subscription is inactive. ${ifActive(shown)}` };
    case 'type_not_selected':
      return { reason, detail: notSelected(subscription, members) };
    case 'condition_false':
      return { reason, detail: conditionFalse(subscription, shown) };
    case 'fired':
      return { reason, detail: `${fired(members)} ${actions(subscription, event)}`.trim() };
    default:
      return reason satisfies never;
  }
}

function hopLimitDetail({ hopLimit }: FamilyFacts): string {
  const { hopcount = 0, limit = 0 } = hopLimit ?? {};
  return `Nothing was evaluated: the event's hopcount is ${hopcount}, above the limit of ${limit}.`;
}

function ifActive({ firing, member }: MemberVerdict): string {
  return firing.kind === 'fires'
    ? `It would have fired for ${member.event.type}.`
    : 'It would not have fired either if it had been active.';
}

function notSelected({ selectors }: MatchableSubscription, members: readonly MemberVerdict[]): string {
  const types = members.map(({ member }) => member.event.type).join(', ');
  return `None of the subscription's events (${selectors.join(', ')}) is fired by ${types}.`;
}

function conditionFalse({ conditionFault }: MatchableSubscription, { member }: MemberVerdict): string {
  if (conditionFault !== null)
    return `The condition is not understood by this release, so it is never satisfied: ${conditionFault}.`;
  return `The condition is not satisfied by ${named(member)}.`;
}

function fired(members: readonly MemberVerdict[]): string {
  const firing = members.filter(({ planned }) => planned.length > 0);
  const count = deliveryIds(firing).length;
  const events = firing.map(({ member }) => named(member)).join(', ');
  const isThrottled = firing.some(({ planned }) => planned.some(({ throttle }) => throttle !== null));
  const caution = isThrottled ? ' The throttle of its dialect may have let another one through instead.' : '';
  return `The event calls for ${count} ${count === 1 ? 'delivery' : 'deliveries'}: of ${events}.${caution}`;
}

function actions(
  subscription: MatchableSubscription,
  event: { readonly type: string; readonly ticketId: string | null },
): string {
  const count = subscription.actions.length;
  if (count === 0) return '';
  const obstacle = obstacleToActions(event);
  const what = `${count} ${count === 1 ? 'action' : 'actions'}`;
  return obstacle === null
    ? `The helpdesk is asked for ${what}.`
    : `Its ${what} cannot be asked for: ${obstacle}.`;
}

function named({ event, isDerived, originId }: FamilyMember): string {
  return isDerived ? `${event.type} (derived from ${originId})` : event.type;
}
