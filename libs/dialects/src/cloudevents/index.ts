import type { Dialect } from '../dialect.js';
import { GENERAL_LIMITS, STANDARD_DEFAULTS } from '../standard/defaults.js';
import { encodeSecret, secretProblem } from '../standard/secret.js';
import { standardSigner } from '../standard/sign.js';
import { renderCloudEvent } from './render.js';

/**
 * CloudEvents in binary mode (contract, section 2): `data` is the body, the attributes are `ce-*` headers. Signed by
 * Standard Webhooks over the body, so the headers other than `webhook-id` are not covered by the signature.
 */
export const cloudevents: Dialect = {
  name: 'cloudevents',
  title: 'CloudEvents in binary mode with Standard Webhooks signatures',
  defaults: STANDARD_DEFAULTS,
  limits: GENERAL_LIMITS,
  events: null,
  sendsCustomEvents: true,
  options: {},
  signsByDefault: true,
  takesSigningKeys: true,
  secretProblem,
  encodeSecret,
  render: renderCloudEvent,
  signer: standardSigner,
};
