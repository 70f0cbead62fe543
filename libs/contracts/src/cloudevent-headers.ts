import { CLOUDEVENTS_HEADER_PREFIX } from './headers.js';

type Headers = Readonly<Record<string, string>>;

/**
 * The headers that make up an event in binary mode (CloudEvents NATS protocol binding), with lower-case names: they
 * travel along with its payload.
 */
export function cloudEventHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const lower = name.toLowerCase();
    if (lower.startsWith(CLOUDEVENTS_HEADER_PREFIX) || lower === 'content-type')
      kept[lower] = headers[name] ?? '';
  }
  return kept;
}

/** The CloudEvents attributes that such headers state; none in structured mode. */
export function cloudEventAttributes(headers: Headers): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name in headers) {
    const lower = name.toLowerCase();
    if (lower.startsWith(CLOUDEVENTS_HEADER_PREFIX) && lower !== `${CLOUDEVENTS_HEADER_PREFIX}data`) {
      attributes[lower.slice(CLOUDEVENTS_HEADER_PREFIX.length)] = headers[name] ?? '';
    }
  }
  return attributes;
}
