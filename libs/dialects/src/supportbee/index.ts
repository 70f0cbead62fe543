import type { Dialect } from '../dialect.js';
import { SUPPORTBEE_DEFAULTS, SUPPORTBEE_LIMITS } from './defaults.js';
import { SUPPORTBEE_EVENTS } from './events.js';
import { SUPPORTBEE_OPTIONS } from './options.js';
import { renderSupportBee } from './render.js';
import { samples } from './samples.js';

/** SupportBee's web hooks: JSON under `payload`, unsigned (dialects page, section 2). */
export const supportbee: Dialect = {
  name: 'supportbee',
  title: 'SupportBee web hooks',
  defaults: SUPPORTBEE_DEFAULTS,
  limits: SUPPORTBEE_LIMITS,
  events: SUPPORTBEE_EVENTS,
  sendsCustomEvents: false,
  samples,
  options: SUPPORTBEE_OPTIONS,
  signsByDefault: false,
  secretProblem: () => 'the dialect supportbee does not sign: leave the secret out, or put one into the URL',
  encodeSecret: (random) => Buffer.from(random).toString('base64url'),
  render: renderSupportBee,
  signer: () => () => ({}),
};
