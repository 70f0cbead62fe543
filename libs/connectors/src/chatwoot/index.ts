import { siteUrlOption, statusesOption } from '../canonical.js';
import type { Connector, InboundRequest, Verification, VerifyContext } from '../connector.js';
import { ignoreActorsOption } from '../ignored-actors.js';
import { isSet } from '../options.js';
import { hmac, isFresh, isSame, judged, refused, toleranceOption } from '../signature.js';
import { toEvents } from './events.js';

/** Conversations of Chatwoot. */
export const chatwoot: Connector = {
  kind: 'chatwoot',
  title: 'Chatwoot',
  secretMadeBy: 'helpdesk',
  numbersCustomersApart: true,
  options: {
    siteUrl: siteUrlOption,
    accountId: {
      kind: 'number',
      max: Number.MAX_SAFE_INTEGER,
      description:
        'The number behind `/app/accounts/` in Chatwoot, for links to conversations of releases that do not tell it',
    },
    statuses: statusesOption,
    ignoreActors: ignoreActorsOption,
    toleranceSeconds: toleranceOption,
    acceptToken: {
      kind: 'flag',
      description:
        'For Chatwoot before 4.11.2, which signs nothing: take the secret as `?token=` at the end of the address. Addresses ' +
        'end up in logs, so a signature is better.',
    },
  },
  verify,
  deliveryKey: ({ headers }) => headers['x-chatwoot-delivery'] ?? null,
  toEvents,
};

const SECONDS = /^[0-9]{1,12}$/;

function verify({ headers, body, token }: InboundRequest, context: VerifyContext): Verification {
  const { secret, options, now } = context;
  const signature = headers['x-chatwoot-signature'];
  if (signature === undefined && token !== null && isSet(options, 'acceptToken'))
    return isSame(token, secret) ? { ok: true } : refused('bad_signature');
  const timestamp = headers['x-chatwoot-timestamp'] ?? '';
  // Also without a time: what is refused takes as long as it does with a connector that does not exist.
  const verdict = judged(signature, `sha256=${hmac('sha256', secret, [`${timestamp}.`, body], 'hex')}`);
  if (!SECONDS.test(timestamp)) return refused('no_signature');
  return verdict.ok && !isFresh(Number(timestamp) * 1_000, options, now) ? refused('stale') : verdict;
}
