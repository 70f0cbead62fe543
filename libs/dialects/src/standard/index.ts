import type { Dialect } from '../dialect.js';
import { GENERAL_LIMITS, STANDARD_DEFAULTS } from './defaults.js';
import { renderStandard } from './render.js';
import { encodeSecret, secretProblem } from './secret.js';
import { standardSigner } from './sign.js';

/** The default dialect: CloudEvents in structured JSON, signed by Standard Webhooks (contract, section 2). */
export const standard: Dialect = {
  name: 'standard',
  title: 'CloudEvents JSON with Standard Webhooks signatures',
  defaults: STANDARD_DEFAULTS,
  limits: GENERAL_LIMITS,
  events: null,
  sendsCustomEvents: true,
  options: {},
  signsByDefault: true,
  takesSigningKeys: true,
  secretProblem,
  encodeSecret,
  render: renderStandard,
  signer: standardSigner,
};
