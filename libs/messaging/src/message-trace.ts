import {
  cloudEventAttributes,
  HEADERS,
  parseEventSubject,
  parseTraceparent,
  type TraceContext,
} from '@deskhook/contracts';
import { identityTrace, type EventTrace } from './event-trace.js';
import type { IncomingMessage } from './incoming-message.js';

type Headers = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * The trace that a published event says that it belongs to, by the NATS header or the CloudEvents extension in either mode; null
 * where it names none. It reads the payload, so it is not for what happens with every event.
 */
export function publishedTrace(headers: Headers, payload: Uint8Array): TraceContext | null {
  const header = parseTraceparent(headers[HEADERS.traceparent]);
  return header ?? parseTraceparent(textIn(attributesOf(headers, payload), 'traceparent'));
}

/**
 * Where in a trace a message of an event's way stands, also one that has no header of it; null of other messages. For what went
 * wrong with it: it may read the payload.
 */
export function messageTrace(
  message: Pick<IncomingMessage, 'subject' | 'payload' | 'header' | 'headers'>,
): EventTrace | null {
  const header = parseTraceparent(message.header(HEADERS.traceparent));
  if (header !== null) return header;
  const delivery = fieldsOf(message.header(HEADERS.delivery));
  const [tenant, eventId] = [textIn(delivery, 'tenant'), textIn(delivery, 'eventId')];
  if (tenant !== null && eventId !== null) return identityTrace(tenant, eventId);
  const named = parseEventSubject(message.subject);
  if (named === null) return null;
  const attributes = attributesOf(message.headers(), message.payload);
  const id = textIn(attributes, 'id');
  const extension = parseTraceparent(textIn(attributes, 'traceparent'));
  return extension ?? (id === null ? null : identityTrace(named.tenant, id));
}

/** As the evaluator reads them: an event in binary mode has its attributes in its headers. */
function attributesOf(headers: Headers, payload: Uint8Array): Fields {
  const attributes = cloudEventAttributes(headers);
  const isBinary = attributes['specversion'] !== undefined || attributes['id'] !== undefined;
  return isBinary ? attributes : fieldsOf(payload);
}

function fieldsOf(json: Uint8Array | string | null): Fields {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(typeof json === 'string' ? json : Buffer.from(json).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' ? value : null;
}
