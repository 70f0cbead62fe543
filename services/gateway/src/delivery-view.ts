import type { DeliveryDetail } from '@deskhook/contracts';
import { hiddenQuery } from '@deskhook/domain';
import { seesSecrets, type Caller } from './caller.js';

/** Whatever names a URL, as its reader may see it: the query may hold what the receiver is authenticated by. */
export function withUrlSeenBy<T extends { readonly url: string }>(caller: Caller, item: T): T {
  return seesSecrets(caller) ? item : { ...item, url: hiddenQuery(item.url) };
}

/** The same for all URLs of a delivery: receivers that redirect tend to pass the query on. */
export function deliverySeenBy(caller: Caller, delivery: DeliveryDetail): DeliveryDetail {
  if (seesSecrets(caller)) return delivery;
  const attempts = delivery.attempts.map((attempt) => ({
    ...attempt,
    redirects: attempt.redirects.map((one) => withUrlSeenBy(caller, one)),
    responseHeaders: attempt.responseHeaders === null ? null : hiddenLocation(attempt.responseHeaders),
  }));
  return { ...withUrlSeenBy(caller, delivery), attempts };
}

function hiddenLocation(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { location, ...others } = headers;
  return location === undefined ? others : { ...others, location: hiddenQuery(location) };
}
