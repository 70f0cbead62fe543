import type { DialectOption } from '../options.js';
import { TEMPLATE_OPTION } from '../template/override.js';

/** What `dialectOptions` of a SupportBee subscription may hold. */
export const SUPPORTBEE_OPTIONS: Readonly<Record<string, DialectOption>> = {
  legacyActionNames: {
    kind: 'flag',
    default: false,
    description:
      'Send `action_type` with underscores (`ticket_created`), as receivers of 2012 compare it, instead of dots.',
  },
  userAgent: {
    kind: 'choice',
    default: 'deskhook',
    values: ['deskhook', 'vendor'],
    description: 'Which `user-agent` is sent: that of Deskhook, or `Ruby` as SupportBee sends it.',
  },
  template: TEMPLATE_OPTION,
};
