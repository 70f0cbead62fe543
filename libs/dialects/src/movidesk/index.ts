import type { Dialect } from '../dialect.js';
import { GENERAL_LIMITS } from '../standard/defaults.js';
import { unsigned } from '../unsigned.js';
import { MOVIDESK_DEFAULTS } from './defaults.js';
import { EVENTS } from './events.js';
import { OPTIONS } from './options.js';
import { renderMovidesk } from './render.js';
import { samples } from './samples.js';

/**
 * The "Trigger Webhook" action of Movidesk, today Zenvia Customer Cloud Support Service (dialects page, section 4).
 * The vendor signs nothing: its receivers know a sender by a token in the URL.
 */
export const movidesk: Dialect = {
  name: 'movidesk',
  title: 'Movidesk / Zenvia Customer Cloud Support Service',
  defaults: MOVIDESK_DEFAULTS,
  limits: GENERAL_LIMITS,
  events: EVENTS,
  sendsCustomEvents: false,
  samples,
  options: OPTIONS,
  render: renderMovidesk,
  ...unsigned('movidesk'),
};
