import { CLOUDEVENTS_HEADER_PREFIX } from '@deskhook/contracts';
import { z } from 'zod';
import { failure } from './failures.js';
import { jsonArrayElements } from './json-array.js';
import { mediaType } from './media-type.js';
import { parseJson } from './parse-input.js';

/** One event as it came: in structured mode the whole of it, in binary mode its data with attributes beside it. */
export interface IngestCandidate {
  readonly payload: Uint8Array;
  /** The type that it claims; empty when it claims none. */
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly contentType?: string;
}

export interface IngestRequest {
  readonly kind: 'single' | 'batch';
  readonly candidates: readonly IngestCandidate[];
  /** The caller's `traceparent` header. */
  readonly traceparent: string | null;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export const BATCH_EVENTS_MAX = 10_000;
const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json$/;
const ACCEPTED = 'application/cloudevents+json, application/cloudevents-batch+json or application/json';

/** Reads the three forms in which events come over HTTP (CloudEvents HTTP protocol binding). */
export function readIngestRequest(headers: Headers, body: unknown): IngestRequest {
  const type = mediaType(headers['content-type']);
  const payload = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const traceparent = typeof headers['traceparent'] === 'string' ? headers['traceparent'] : null;
  if (type === 'application/cloudevents-batch+json')
    return { kind: 'batch', candidates: batch(payload), traceparent };
  if (!JSON_TYPE.test(type)) {
    throw failure('unsupported-media-type', `The body is ${type || 'of no stated type'}: send ${ACCEPTED}`);
  }
  const attributes = type === 'application/cloudevents+json' ? {} : binaryAttributes(headers);
  const candidate = isBinary(attributes)
    ? { payload, type: attributes['type'] ?? '', attributes, contentType: type }
    : structured(payload);
  return { kind: 'single', candidates: [candidate], traceparent };
}

function batch(payload: Uint8Array): IngestCandidate[] {
  if (!Array.isArray(parseJson(payload)))
    throw failure('malformed', 'A batch is a JSON array of CloudEvents');
  const elements = jsonArrayElements(payload);
  if (elements.length > BATCH_EVENTS_MAX) {
    throw failure(
      'too-large',
      `The batch has ${elements.length} events; at most ${BATCH_EVENTS_MAX} are accepted`,
    );
  }
  return elements.map(structured);
}

function structured(payload: Uint8Array): IngestCandidate {
  return { payload, type: claimedType(payload), attributes: {} };
}

const typed = z.looseObject({ type: z.string() });

/** Only for the subject; whether it is JSON and a type at all is judged with everything else. */
function claimedType(payload: Uint8Array): string {
  try {
    return claimedTypeOf(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return '';
  }
}

/** The type of a structured event; empty where it has none. */
export function claimedTypeOf(event: unknown): string {
  return typed.safeParse(event).data?.type ?? '';
}

function binaryAttributes(headers: Headers): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(CLOUDEVENTS_HEADER_PREFIX) || value === undefined) continue;
    attributes[name.slice(CLOUDEVENTS_HEADER_PREFIX.length)] =
      typeof value === 'string' ? value : value.join(', ');
  }
  return attributes;
}

function isBinary(attributes: Readonly<Record<string, string>>): boolean {
  return attributes['specversion'] !== undefined || attributes['id'] !== undefined;
}
