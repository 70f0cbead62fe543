import { inputOf, type Draft, type ShownSubscription, type SubscriptionInput } from './draft.js';

/**
 * The form as preview and back-test take it: the secret that is kept signs the preview too, where the reader may see it. Name and
 * URLs that are not there yet are left to the API.
 */
export function previewInput(draft: Draft, shown: ShownSubscription | null): SubscriptionInput {
  const input = inputOf(draft);
  const isKept = draft.secret.kind === 'unsaid' && shown !== null && shown.dialect === draft.dialect;
  if (!isKept || shown.secretSource === 'tenant') return input;
  if (shown.secretSource === 'none') return { ...input, secret: null };
  return shown.secret === null ? input : { ...input, secret: shown.secret };
}
