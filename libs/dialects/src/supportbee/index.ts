import type { Dialect } from '../dialect.js';
import { GENERAL_LIMITS } from '../standard/defaults.js';
import { unsigned } from '../unsigned.js';
import { SUPPORTBEE_DEFAULTS } from './defaults.js';
import { SUPPORTBEE_EVENTS } from './events.js';
import { SUPPORTBEE_OPTIONS } from './options.js';
import { renderSupportBee } from './render.js';
import { samples } from './samples.js';

/** SupportBee's web hooks: JSON under `payload`, unsigned (dialects page, section 2). */
export const supportbee: Dialect = {
  name: 'supportbee',
  title: 'SupportBee web hooks',
  defaults: SUPPORTBEE_DEFAULTS,
  // SupportBee's form has neither a name nor length limits.
  limits: GENERAL_LIMITS,
  events: SUPPORTBEE_EVENTS,
  sendsCustomEvents: false,
  samples,
  options: SUPPORTBEE_OPTIONS,
  render: renderSupportBee,
  ...unsigned('supportbee'),
};
