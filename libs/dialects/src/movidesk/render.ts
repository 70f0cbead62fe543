import { readEvent } from '../canonical/read-event.js';
import type { Rendered, RenderInput } from '../dialect.js';
import { encodeJson } from '../encoding/json.js';
import { objectOf } from '../json-value.js';
import { overridden } from '../template/override.js';
import { packetOf } from './packet.js';

const CONTENT_TYPE = 'application/json; charset=utf-8';

/** The request of a Movidesk trigger: UTF-8 without a byte order mark; non-ASCII and slashes stand as they are. */
export function renderMovidesk(input: RenderInput): Rendered {
  const event = readEvent(input);
  if (event.ticket === null)
    throw new TypeError(`the event ${event.type} has no ticket: it fires no trigger`);
  const packet = packetOf(event, event.ticket, objectOf(input.options['criteria']));
  return { contentType: CONTENT_TYPE, body: Buffer.from(encodeJson(overridden(packet, input))) };
}
