import type { DialectOption } from '../options.js';
import { SITE_URL_OPTION } from '../site-url.js';
import { TEMPLATE_OPTION } from '../template/override.js';
import { USER_AGENT_OPTION } from '../wordpress.js';

/** What `dialectOptions` of a Support Genix subscription may hold. */
export const SUPPORTGENIX_OPTIONS: Readonly<Record<string, DialectOption>> = {
  allTicketFields: {
    kind: 'flag',
    default: false,
    description:
      'Send every field of `ticket.created` in `ticket.replied` and `ticket.closed` too, as the tables of the reference ' +
      'page say; off: exactly the fields of its examples.',
  },
  ...SITE_URL_OPTION,
  ...USER_AGENT_OPTION,
  template: TEMPLATE_OPTION,
};
