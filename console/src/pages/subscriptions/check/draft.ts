import type { BodyOf } from '../../../api/types.js';

/** A subscription that is not stored yet; name and URLs may be empty. */
export type SubscriptionDraft = BodyOf<'createSubscription'>;

/** What is looked at: a draft, or a subscription that is stored. */
export type CheckedSubscription =
  | { readonly draft: SubscriptionDraft; readonly subscriptionId?: undefined }
  | { readonly subscriptionId: string; readonly draft?: undefined };
