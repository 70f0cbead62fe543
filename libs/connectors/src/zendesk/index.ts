import { siteUrlOption, statusesOption } from '../canonical.js';
import type { Connector, InboundRequest, Verification, VerifyContext } from '../connector.js';
import { ignoreActorsOption } from '../ignored-actors.js';
import { textOf, type JsonObject } from '../reading.js';
import { hmac, isFresh, judged, refused, toleranceOption } from '../signature.js';
import { toEvents } from './events.js';

/** Tickets of Zendesk: event subscriptions of its webhooks, and triggers with the documented body. */
export const zendesk: Connector = {
  kind: 'zendesk',
  title: 'Zendesk',
  secretMadeBy: 'helpdesk',
  options: {
    siteUrl: siteUrlOption,
    statuses: statusesOption,
    ignoreActors: ignoreActorsOption,
    toleranceSeconds: toleranceOption,
  },
  verify,
  deliveryKey,
  toEvents,
};

function verify({ headers, body }: InboundRequest, { secret, options, now }: VerifyContext): Verification {
  const timestamp = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
  const signedAt = Date.parse(timestamp);
  // Also without a time: what is refused takes as long as it does with a connector that does not exist.
  const expected = hmac('sha256', secret, [timestamp, body], 'base64');
  const verdict = judged(headers['x-zendesk-webhook-signature'], expected);
  if (Number.isNaN(signedAt)) return refused('no_signature');
  return verdict.ok && !isFresh(signedAt, options, now) ? refused('stale') : verdict;
}

/** An event subscription's id is signed with the body; a trigger's body has none of its own. */
function deliveryKey({ headers }: InboundRequest, payload: JsonObject): string | null {
  const isSubscription = String(payload['type']).startsWith('zen:');
  const own = isSubscription ? textOf(payload['id']) : null;
  return own ?? headers['x-zendesk-webhook-invocation-id'] ?? null;
}
