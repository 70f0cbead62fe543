import type { RenderInput } from '../dialect.js';
import { isSet } from '../options.js';
import { headerUrl, wordPressUserAgent } from '../wordpress.js';

/** WooCommerce's webhook headers with SupportCandy's prefix, and WordPress's user agent; both are inferred. */
export function supportCandyHeaders(
  input: Pick<RenderInput, 'options' | 'deliveryId' | 'subscriptionId'>,
  eventName: string,
  siteUrl: string,
): Record<string, string> {
  const agent = wordPressUserAgent(input.options, siteUrl);
  if (!isSet(input.options, 'eventHeaders')) return agent;
  const site = headerUrl(siteUrl);
  return {
    ...(site === null ? {} : { 'x-wpsc-webhook-source': site }),
    'x-wpsc-webhook-event': eventName,
    'x-wpsc-webhook-id': input.subscriptionId,
    'x-wpsc-webhook-delivery-id': input.deliveryId,
    ...agent,
  };
}
