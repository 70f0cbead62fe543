import type { Dialect } from '../dialect.js';
import { GENERAL_LIMITS } from '../standard/defaults.js';
import { alphanumericSecret, textSecretProblem } from '../text-secret.js';
import { DEFAULTS } from './defaults.js';
import { EVENTS } from './events.js';
import { OPTIONS } from './options.js';
import { renderSupportCandy } from './render.js';
import { samples } from './samples.js';
import { supportCandySigner } from './sign.js';

/** What SupportCandy's Webhooks add-on sends (dialects page, section 1). */
export const supportcandy: Dialect = {
  name: 'supportcandy',
  title: 'SupportCandy Webhooks add-on',
  defaults: DEFAULTS,
  limits: GENERAL_LIMITS,
  events: EVENTS,
  sendsCustomEvents: false,
  samples,
  options: OPTIONS,
  reservedHeaders: ['x-wpsc-'],
  signsByDefault: true,
  takesSigningKeys: false,
  signsOnce: true,
  secretProblem: textSecretProblem,
  encodeSecret: alphanumericSecret,
  render: renderSupportCandy,
  signer: supportCandySigner,
};
