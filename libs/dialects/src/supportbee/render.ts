import { readEvent } from '../canonical/read-event.js';
import type { Rendered, RenderInput } from '../dialect.js';
import { encodeJson } from '../encoding/json.js';
import { isSet, textOption } from '../options.js';
import { overridden } from '../template/override.js';
import { SUPPORTBEE_EVENTS } from './events.js';
import { supportBeeBody } from './payload.js';

/** The request that SupportBee makes for one of its events. */
export function renderSupportBee(input: RenderInput): Rendered {
  const native = SUPPORTBEE_EVENTS.find(({ name }) => name === input.trigger);
  if (native === undefined) throw new TypeError(`SupportBee has no event ${String(input.trigger)}`);
  const own = supportBeeBody(native, readEvent(input), isSet(input.options, 'legacyActionNames'));
  return {
    contentType: 'application/json; charset=utf-8',
    body: Buffer.from(encodeJson(overridden(own, input))),
    headers: textOption(input.options, 'userAgent') === 'vendor' ? VENDOR_HEADERS : HEADERS,
  };
}

/** Beside these SupportBee sends none (dialects page, section 2). */
const HEADERS = { accept: '*/*' } as const;
const VENDOR_HEADERS = { ...HEADERS, 'user-agent': 'Ruby' } as const;
