import { readEvent } from '../canonical/read-event.js';
import type { Rendered, RenderInput } from '../dialect.js';
import { encodePhpQuery } from '../encoding/php-query.js';
import { isSet } from '../options.js';
import { siteUrlOf } from '../site-url.js';
import { overriddenObject } from '../template/override.js';
import { wordPressUserAgent } from '../wordpress.js';
import { supportGenixBody } from './body.js';
import { SUPPORTGENIX_EVENTS } from './events.js';

/** The request that Support Genix makes for one of its events. */
export function renderSupportGenix(input: RenderInput): Rendered {
  const native = SUPPORTGENIX_EVENTS.find(({ name }) => name === input.trigger);
  if (native === undefined) throw new TypeError(`Support Genix has no event ${String(input.trigger)}`);
  const event = readEvent(input);
  const siteUrl = siteUrlOf(event.tenant.siteUrl, input.options);
  const { value, warnings } = supportGenixBody(native, event, {
    siteUrl,
    hasAllTicketFields: isSet(input.options, 'allTicketFields'),
  });
  return {
    contentType: 'application/x-www-form-urlencoded',
    body: Buffer.from(encodePhpQuery(overriddenObject(value, input))),
    headers: wordPressUserAgent(input.options, siteUrl),
    warnings,
  };
}
