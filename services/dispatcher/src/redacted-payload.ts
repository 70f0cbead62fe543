import { parseExact } from '@deskhook/contracts';
import { redactedData } from '@deskhook/domain';
import type { DeliveryMessage } from './delivery-message.js';

const utf8 = new TextDecoder();

/**
 * The event's payload without the fields that its subscription redacts; the very same bytes where it redacts none. Numbers that
 * JavaScript cannot hold stay as they are written. Throws where the payload is no event: rather nothing is sent than
 * what should have been left out.
 */
export function redactedPayload(
  {
    payload,
    delivery,
  }: Pick<DeliveryMessage, 'payload'> & { readonly delivery: { readonly mode: 'structured' | 'binary' } },
  paths: readonly string[],
): Uint8Array {
  if (paths.length === 0) return payload;
  const event = parseExact(utf8.decode(payload));
  if (!isObject(event))
    throw new TypeError('the event is no JSON object, so that nothing can be redacted in it');
  if (delivery.mode === 'binary') return bytes(redactedData(event, paths));
  const { data } = event;
  return bytes(isObject(data) ? { ...event, data: redactedData(data, paths) } : event);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bytes(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
