import { readEvent } from '../canonical/read-event.js';
import type { Rendered, RenderInput } from '../dialect.js';
import { encodePhpJson } from '../encoding/php-json.js';
import { nameOnWire } from '../event-names.js';
import { nativeNameOfType } from '../native-event.js';
import { siteUrlOf } from '../site-url.js';
import { overridden } from '../template/override.js';
import { supportCandyBody } from './body.js';
import { EVENTS } from './events.js';
import { supportCandyHeaders } from './headers.js';

/** The request that SupportCandy's Webhooks add-on would send for a trigger. */
export function renderSupportCandy(input: RenderInput): Rendered {
  const event = readEvent(input);
  const native = input.trigger ?? nativeNameOfType(EVENTS, event.type);
  const eventName = nameOnWire(native, input.options);
  return {
    // WooCommerce's form, on which the add-on seems to be modelled, has no charset.
    contentType: 'application/json',
    body: Buffer.from(encodePhpJson(overridden(supportCandyBody(native, eventName, event), input))),
    headers: supportCandyHeaders(input, eventName, siteUrlOf(event.tenant.siteUrl, input.options)),
  };
}
