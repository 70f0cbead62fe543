import { eventNamesOption } from '../event-names.js';
import type { DialectOption } from '../options.js';
import { SITE_URL_OPTION } from '../site-url.js';
import { TEMPLATE_OPTION } from '../template/override.js';
import { EVENTS } from './events.js';
import { AUTOMATIC } from './form.js';

export const OPTIONS: Readonly<Record<string, DialectOption>> = {
  form: {
    kind: 'choice',
    default: AUTOMATIC,
    values: [AUTOMATIC, 'php', 'js'],
    description:
      'How the JSON is written: as PHP or as JavaScript encodes it again. auto: as PHP does, and after 401 or 403 as the other.',
  },
  bodySignature: {
    kind: 'flag',
    default: true,
    description: 'Puts `signature`, the HMAC of the body without it, at the end of the body.',
  },
  viewedThrottle: {
    kind: 'duration',
    default: '15m',
    // Longer than this nobody remembers who was first (`CLAIM_MS_MAX`).
    max: '7d',
    description: 'At most one article.viewed for each article and endpoint in this time.',
  },
  ...SITE_URL_OPTION,
  ...eventNamesOption(EVENTS),
  template: TEMPLATE_OPTION,
};
