import type { Dialect } from '../dialect.js';
import { alphanumericSecret, textSecretProblem } from '../text-secret.js';
import { otherForm } from './alternative.js';
import { DEFAULTS, LIMITS } from './defaults.js';
import { EVENTS } from './events.js';
import { OPTIONS } from './options.js';
import { renderShahiAssist } from './render.js';
import { samples } from './samples.js';
import { shahiAssistSigner } from './sign.js';

/** What ShahiAssist sends (dialects page, section 5). */
export const shahiassist: Dialect = {
  name: 'shahiassist',
  title: 'ShahiAssist webhooks',
  defaults: DEFAULTS,
  limits: LIMITS,
  events: EVENTS,
  sendsCustomEvents: true,
  samples,
  options: OPTIONS,
  reservedHeaders: ['x-shahi-assist-'],
  signsByDefault: true,
  takesSigningKeys: false,
  signsOnce: true,
  secretProblem: textSecretProblem,
  encodeSecret: alphanumericSecret,
  render: renderShahiAssist,
  signer: shahiAssistSigner,
  alternative: otherForm,
};
