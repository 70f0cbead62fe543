import { readEvent } from '../canonical/read-event.js';
import type { Rendered, RenderInput } from '../dialect.js';
import { nameOnWire } from '../event-names.js';
import type { JsonObject } from '../json-value.js';
import { nativeNameOfType } from '../native-event.js';
import { isSet } from '../options.js';
import { siteUrlOf } from '../site-url.js';
import { overriddenObject } from '../template/override.js';
import { shahiAssistBody } from './body.js';
import { eventData } from './event-data.js';
import { EVENTS } from './events.js';
import { chosenForm, isAutomatic } from './form.js';
import { survivableObject, survivableText } from './survivable.js';

/** The request that ShahiAssist would send for an event. */
export function renderShahiAssist(input: RenderInput): Rendered {
  const { options } = input;
  const form = chosenForm(options, input.variant);
  const secret = isSet(options, 'bodySignature') ? input.secret : null;
  const { bytes, warnings } = shahiAssistBody(contentOf(input), form, secret);
  return {
    contentType: 'application/json',
    body: bytes,
    // Nothing in the body tells deliveries apart; the vendor's own receivers guess by ticket and event.
    headers: { 'x-shahi-assist-delivery': input.deliveryId },
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(isAutomatic(options) ? { variant: form } : {}),
  };
}

function contentOf(input: RenderInput): JsonObject {
  const event = readEvent(input);
  const native = input.trigger ?? nativeNameOfType(EVENTS, event.type);
  const own = {
    event: nameOnWire(native, input.options),
    timestamp: Math.floor(event.at / 1000),
    site_url: survivableText(siteUrlOf(event.tenant.siteUrl, input.options)),
    data: survivableObject(eventData(native, event)),
  };
  return survivableObject(overriddenObject(own, input)) ?? {};
}
