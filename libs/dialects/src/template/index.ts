import type { Dialect } from '../dialect.js';
import { GENERAL_LIMITS, STANDARD_DEFAULTS } from '../standard/defaults.js';
import { encodeSecret, secretProblem } from '../standard/secret.js';
import { standardSigner } from '../standard/sign.js';
import { TEMPLATE_OPTIONS, templateOptionsProblem } from './options.js';
import { renderTemplate } from './render.js';

/**
 * A body template of the subscription's own, or a preset for a chat product. Signed by Standard Webhooks where the
 * subscription has a secret; what such templates imitate mostly knows no signature.
 */
export const template: Dialect = {
  name: 'template',
  title: 'A body template of your own, or a preset for Slack, Discord, Microsoft Teams or Google Chat',
  defaults: STANDARD_DEFAULTS,
  limits: GENERAL_LIMITS,
  events: null,
  sendsCustomEvents: true,
  options: TEMPLATE_OPTIONS,
  signsByDefault: false,
  takesSigningKeys: true,
  secretProblem,
  encodeSecret,
  optionsProblem: templateOptionsProblem,
  render: renderTemplate,
  signer: standardSigner,
};
