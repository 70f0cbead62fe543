import { hash } from 'node:crypto';
import { cloudEventAttributes, cloudEventHeaders, HEADERS, parseEventSubject } from '@deskhook/contracts';
import type { IncomingMessage } from '@deskhook/messaging';
import { pack } from './packed-bytes.js';
import { storableJson, storableText } from './storable-text.js';

/** An event as the log keeps it. Instants in epoch milliseconds. */
export interface EventRow {
  readonly tenant: string;
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly source: string;
  readonly subject: string | null;
  readonly time: number | null;
  readonly ticketId: string | null;
  readonly mode: 'structured' | 'binary';
  /** JSON of the headers that belong to the event. */
  readonly headers: string | null;
  readonly receivedAt: number;
  /** SHA-256 of the payload, base64url. */
  readonly payloadHash: string;
  /** The payload, packed. */
  readonly payload: Uint8Array;
}

/**
 * Reads what the log needs of an event. Null for what cannot be one: the evaluator judges events and puts what it
 * refuses into the dead letters with the reason, so nothing is checked twice here.
 */
export function eventRow(message: IncomingMessage): EventRow | null {
  const address = parseEventSubject(message.subject);
  const json = parseJson(message.payload);
  if (address === null || json === undefined) return null;
  const headers = message.headers();
  const carried = cloudEventHeaders(headers);
  const attributes = cloudEventAttributes(carried);
  const binary = attributes['id'] !== undefined || attributes['specversion'] !== undefined;
  const envelope = binary ? attributes : json;
  const [id, type, source] = [field(envelope, 'id'), field(envelope, 'type'), field(envelope, 'source')];
  if (typeof id !== 'string' || type !== address.type || typeof source !== 'string') return null;
  const traceparent = headers[HEADERS.traceparent];
  const kept = traceparent === undefined ? carried : { ...carried, traceparent };
  return {
    tenant: address.tenant,
    id: storableText(id),
    sequence: message.sequence,
    type: address.type,
    source: storableText(source),
    subject: textOf(field(envelope, 'subject')),
    time: instantOf(field(envelope, 'time')),
    ticketId: textOf(field(field(binary ? json : field(json, 'data'), 'ticket'), 'id')),
    mode: binary ? 'binary' : 'structured',
    headers: Object.keys(kept).length === 0 ? null : storableJson(JSON.stringify(kept)),
    receivedAt: message.storedAt,
    payloadHash: hash('sha256', message.payload, 'base64url'),
    payload: pack(message.payload),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(payload));
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? storableText(String(value)) : null;
}

function instantOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
