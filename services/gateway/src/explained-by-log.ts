import type { RpcAnswer, SubscriptionExplanation } from '@deskhook/contracts';

/** Why a subscription fires or not, as the evaluator sees it. */
export type Evaluated = RpcAnswer<'evaluator.explain'>['items'][number];

/** What the log knows of an event's deliveries. */
export interface LoggedDeliveries {
  readonly eventId: string;
  /** Those of the event and of what is derived from it. */
  readonly own: readonly { readonly id: string; readonly subscriptionId: string }[];
  /** The event that each delivery is of, by the delivery's id: also of others that the event calls for. */
  readonly eventOf: ReadonlyMap<string, string>;
  /** The log may not have them yet. */
  readonly isRecent: boolean;
}

/** What became of a subscription's deliveries, where the log knows more than the configuration of today tells. */
export function explainedByLog(evaluated: Evaluated, log: LoggedDeliveries): SubscriptionExplanation {
  const { mayBeThrottled, ...explanation } = evaluated;
  const called = explanation.deliveries;
  const own = log.own.filter(({ subscriptionId }) => subscriptionId === explanation.subscriptionId);
  const here = called.filter((id) => isOfFamily(log.eventOf.get(id), log.eventId));
  const logged = [...new Set([...here, ...own.map(({ id }) => id)])];
  if (explanation.fired && here.length > 0) return { ...explanation, deliveries: logged };
  if (logged.length > 0) return changedSince(explanation, logged);
  if (!explanation.fired || called.length === 0) return explanation;
  const elsewhere = called.filter((id) => log.eventOf.has(id));
  if (elsewhere.length > 0) return merged(explanation, elsewhere, log.eventOf);
  if (mayBeThrottled && !log.isRecent) return throttled(explanation);
  return pending(explanation);
}

/** Whether the log has come to know deliveries of the event since it gave the event. */
export function isOutdated(
  { deliveries }: { readonly deliveries: readonly { readonly id: string }[] },
  explanations: readonly SubscriptionExplanation[],
): boolean {
  const listed = new Set(deliveries.map(({ id }) => id));
  return explanations.some((one) => one.fired && one.deliveries.some((id) => !listed.has(id)));
}

function isOfFamily(eventId: string | undefined, origin: string): boolean {
  return eventId !== undefined && (eventId === origin || eventId.startsWith(`${origin}:`));
}

function changedSince(explanation: SubscriptionExplanation, deliveries: string[]): SubscriptionExplanation {
  const detail = `The log has its deliveries of this event; the subscription was changed since. As it is now: ${explanation.detail}`;
  return { ...explanation, fired: true, reason: 'fired', detail, deliveries };
}

function merged(
  explanation: SubscriptionExplanation,
  deliveries: string[],
  eventOf: ReadonlyMap<string, string>,
): SubscriptionExplanation {
  const events = [...new Set(deliveries.map((id) => eventOf.get(id)))].join(', ');
  const detail = `One change of state is one delivery: that of the event ${events}, which came first.`;
  return { ...explanation, fired: false, reason: 'merged', detail, deliveries };
}

function throttled(explanation: SubscriptionExplanation): SubscriptionExplanation {
  const detail =
    'Its dialect sends one such delivery in a while for an endpoint, and another event came first.';
  return { ...explanation, fired: false, reason: 'throttled', detail, deliveries: [] };
}

function pending(explanation: SubscriptionExplanation): SubscriptionExplanation {
  const detail =
    'The event calls for deliveries that the log does not have: it may be a moment behind, or the subscription was changed after the event.';
  return { ...explanation, fired: false, reason: 'pending', detail, deliveries: [] };
}
