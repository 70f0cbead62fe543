import { statusesOption } from '../canonical.js';
import type { Connector, InboundRequest } from '../connector.js';
import { ignoreActorsOption } from '../ignored-actors.js';
import { hmac, judged } from '../signature.js';
import { toEvents } from './events.js';

/** GitHub sends a form unless it is told to send JSON; the signature is over the form then. */
const FORM = 'application/x-www-form-urlencoded';

/** Issues of GitHub's repositories. */
export const github: Connector = {
  kind: 'github',
  title: 'GitHub Issues',
  secretMadeBy: 'deskhook',
  options: {
    statuses: statusesOption,
    ignoreActors: ignoreActorsOption,
    priorityLabels: {
      kind: 'map',
      problem: () => null,
      description: 'Priorities by the labels that stand for them, such as {"P1":"high"}',
    },
  },
  verify: ({ headers, body }, { secret }) =>
    judged(headers['x-hub-signature-256'], `sha256=${hmac('sha256', secret, [body], 'hex')}`),
  json: jsonOf,
  deliveryKey: ({ headers }) => headers['x-github-delivery'] ?? null,
  toEvents,
};

function jsonOf({ headers, body }: InboundRequest): Uint8Array {
  if (headers['content-type']?.startsWith(FORM) !== true) return body;
  const form = new URLSearchParams(new TextDecoder().decode(body));
  return new TextEncoder().encode(form.get('payload') ?? '');
}
