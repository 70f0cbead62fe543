import { isTicketEvent, siteUrlOption, statusesOption } from '../canonical.js';
import type { Connector } from '../connector.js';
import { ignoreActorsOption } from '../ignored-actors.js';
import { hmac, judged } from '../signature.js';
import { toEvents } from './events.js';

/** Tickets of Zammad, by its triggers and their webhooks. */
export const zammad: Connector = {
  kind: 'zammad',
  title: 'Zammad',
  secretMadeBy: 'deskhook',
  options: {
    siteUrl: siteUrlOption,
    statuses: statusesOption,
    ignoreActors: ignoreActorsOption,
    triggers: {
      kind: 'map',
      problem: (type) =>
        isTicketEvent(type)
          ? null
          : 'must be an event about a ticket, such as ticket.closed, or custom.<name>',
      description: "Events by the names of Zammad's triggers, which alone know what happened",
    },
  },
  verify: ({ headers, body }, { secret }) =>
    judged(headers['x-hub-signature'], `sha1=${hmac('sha1', secret, [body], 'hex')}`),
  deliveryKey: ({ headers }) => headers['x-zammad-delivery'] ?? null,
  toEvents,
};
