import { hash } from 'node:crypto';
import { siteUrlOption, statusesOption } from '../canonical.js';
import type { Connector } from '../connector.js';
import { ignoreActorsOption } from '../ignored-actors.js';
import { hmac, judged } from '../signature.js';
import { toEvents } from './events.js';

/** Conversations of FreeScout, by its module "API & Webhooks". */
export const freescout: Connector = {
  kind: 'freescout',
  title: 'FreeScout',
  secretMadeBy: 'helpdesk',
  numbersCustomersApart: true,
  options: { siteUrl: siteUrlOption, statuses: statusesOption, ignoreActors: ignoreActorsOption },
  verify: ({ headers, body }, { secret }) =>
    judged(headers['x-freescout-signature'], hmac('sha1', secret, [body], 'base64')),
  // It names nothing; what it sends again has the same bytes. So have several events of one conversation that are told at once.
  deliveryKey: ({ headers, body }) =>
    `${headers['x-freescout-event'] ?? ''}:${hash('sha256', body, 'base64url')}`,
  toEvents,
};
