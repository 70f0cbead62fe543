import type { AnswerOf } from '../../api/types.js';
import type { Explained } from './event-search.js';

export type SubscriptionExplanation = NonNullable<AnswerOf<'getEvent'>['explanations']>[number];
type Reason = SubscriptionExplanation['reason'];

/** Why a subscription did or did not fire, in a few words; the API has the sentence. */
export const REASON_LABELS: Readonly<Record<Reason, string>> = {
  fired: 'Fired',
  inactive: 'Inactive',
  type_not_selected: 'Type not selected',
  condition_false: 'Condition not met',
  deduplicated: 'Came before',
  merged: 'Merged',
  throttled: 'Throttled',
  hop_limit: 'Hop limit',
  created_later: 'Created later',
  pending: 'Being logged',
};

/** Most telling first: what nearly fired is asked about more often than what was never meant. */
const ORDER: readonly Reason[] = [
  'fired',
  'pending',
  'condition_false',
  'throttled',
  'merged',
  'deduplicated',
  'hop_limit',
  'inactive',
  'created_later',
  'type_not_selected',
];

interface Selection {
  readonly show: Explained;
  /** Text in the name or the reason. */
  readonly q: string;
}

/** What is asked for of an event's explanations: those that fired first, the rest by their reasons. */
export function selected(
  explanations: readonly SubscriptionExplanation[],
  { show, q }: Selection,
): readonly SubscriptionExplanation[] {
  const text = q.trim().toLowerCase();
  return explanations
    .filter(({ fired }) => show === 'all' || fired === (show === 'fired'))
    .filter(({ name, subscriptionId, reason }) =>
      [name, subscriptionId, REASON_LABELS[reason]].some((said) => said.toLowerCase().includes(text)),
    )
    .sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) || a.name.localeCompare(b.name));
}

/** Whether there is a condition to look at: one that tests nothing is none. */
export function hasTests({ explanation }: SubscriptionExplanation): boolean {
  return 'field' in explanation || Object.values(explanation).some(isFilled);
}

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === 'object' && value !== null;
