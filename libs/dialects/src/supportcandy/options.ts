import { eventNamesOption } from '../event-names.js';
import type { DialectOption } from '../options.js';
import { SITE_URL_OPTION } from '../site-url.js';
import { TEMPLATE_OPTION } from '../template/override.js';
import { USER_AGENT_OPTION } from '../wordpress.js';
import { EVENTS } from './events.js';

export const OPTIONS: Readonly<Record<string, DialectOption>> = {
  eventHeaders: {
    kind: 'flag',
    default: true,
    description:
      'Sends x-wpsc-webhook-source, -event, -id and -delivery-id, as WooCommerce does with its own prefix.',
  },
  ...SITE_URL_OPTION,
  ...USER_AGENT_OPTION,
  ...eventNamesOption(EVENTS),
  template: TEMPLATE_OPTION,
};
