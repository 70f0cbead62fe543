import type { DeliveryDetail } from '@deskhook/contracts';
import { hiddenUrl } from '@deskhook/domain';
import { seesSecrets, type Caller } from './caller.js';

/** Whatever names a URL, as its reader may see it: a part of it may be what the receiver is authenticated by. */
export function withUrlSeenBy<T extends { readonly url: string }>(caller: Caller, item: T): T {
  return seesSecrets(caller) ? item : { ...item, url: hiddenUrl(item.url) };
}

/** The same for all URLs of a delivery: receivers that redirect tend to pass on what authenticates. */
export function deliverySeenBy(caller: Caller, delivery: DeliveryDetail): DeliveryDetail {
  if (seesSecrets(caller)) return delivery;
  const attempts = delivery.attempts.map((attempt) => attemptWithoutSecrets(delivery.url, attempt));
  return { ...withUrlSeenBy(caller, delivery), attempts };
}

function attemptWithoutSecrets(
  url: string,
  attempt: DeliveryDetail['attempts'][number],
): DeliveryDetail['attempts'][number] {
  const asked = [url, ...attempt.redirects.map((one) => one.url)];
  return {
    ...attempt,
    redirects: attempt.redirects.map((one, index) => ({
      ...one,
      url: hiddenUrl(one.url, asked.slice(0, index + 1)),
    })),
    responseHeaders: attempt.responseHeaders === null ? null : hiddenLocation(attempt.responseHeaders, asked),
  };
}

function hiddenLocation(
  headers: Readonly<Record<string, string>>,
  from: readonly string[],
): Record<string, string> {
  const { location, ...others } = headers;
  return location === undefined ? others : { ...others, location: hiddenUrl(location, from) };
}
