import type { Dialect } from '../dialect.js';
import { unsigned } from '../unsigned.js';
import { SUPPORTGENIX_DEFAULTS, SUPPORTGENIX_LIMITS } from './defaults.js';
import { SUPPORTGENIX_EVENTS } from './events.js';
import { SUPPORTGENIX_OPTIONS } from './options.js';
import { renderSupportGenix } from './render.js';
import { samples } from './samples.js';

/** Support Genix's outgoing webhooks: forms as PHP encodes them, unsigned (dialects page, section 3). */
export const supportgenix: Dialect = {
  name: 'supportgenix',
  title: 'Support Genix outgoing webhooks',
  defaults: SUPPORTGENIX_DEFAULTS,
  limits: SUPPORTGENIX_LIMITS,
  events: SUPPORTGENIX_EVENTS,
  sendsCustomEvents: false,
  samples,
  options: SUPPORTGENIX_OPTIONS,
  render: renderSupportGenix,
  ...unsigned('supportgenix'),
};
