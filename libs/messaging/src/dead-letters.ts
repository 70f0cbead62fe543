import {
  CLOUDEVENTS_HEADER_PREFIX,
  HEADERS,
  STREAMS,
  subjects,
  tenantOfSubject,
  type DeadLetterHeader,
  type Refusal,
  type StreamName,
} from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import type { IncomingMessage } from './incoming-message.js';
import { messagingMetrics } from './messaging.metrics.js';
import type { Publication, Publisher } from './publisher.js';

/** Payload bytes that a dead letter keeps: with its header it stays below the broker's 1 MiB message limit. */
const PAYLOAD_BYTES_MAX = 1_000_000;
/** What an event's own names and headers could make arbitrarily long. */
const DETAIL_LENGTH_MAX = 1_000;
const POINTER_LENGTH_MAX = 256;
const HEADERS_LENGTH_MAX = 16_000;
/** Where a consumer was handed no payload, the broker tells how large it is. */
const SIZE_HEADER = 'Nats-Msg-Size';
const KEPT_HEADER = new RegExp(
  `^(${CLOUDEVENTS_HEADER_PREFIX}.*|content-type|traceparent|deskhook-(delivery|rendered|timer|replay-of))$`,
  'i',
);

/** Stores what can never be handled in the DEAD stream, with the reason. Returns when it is stored. */
export async function publishDeadLetter(
  publisher: Publisher,
  stream: StreamName,
  message: IncomingMessage,
  refusal: Refusal,
): Promise<void> {
  const header = deadLetterHeader(stream, message, refusal);
  await store(publisher, stream, header, message.payload.subarray(0, PAYLOAD_BYTES_MAX));
}

/**
 * Keeps what a full stream did not take among the dead letters: a replay publishes it once more. The publication's own
 * message id makes repetitions one. `at`: epoch milliseconds of what it follows from.
 */
export async function publishUnstored(
  publisher: Publisher,
  stream: StreamName,
  { subject, payload, headers = {}, messageId = '' }: Publication,
  at: number,
): Promise<void> {
  const header: DeadLetterHeader = {
    id: derivedId('dead', [stream, messageId]),
    reason: 'stream_full',
    detail: `the stream ${stream} is full: consume what waits there, then replay this`,
    subject,
    stream,
    sequence: 0,
    receivedAt: at,
    headers,
  };
  await store(publisher, stream, header, payload);
}

/** What a helpdesk sent and no event can be made of. */
export interface Unmapped {
  /** Names it, so that the same one is kept once. */
  readonly key: string;
  /** Of the event that it would be. */
  readonly subject: string;
  readonly detail: string;
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** When it came, in epoch milliseconds. */
  readonly at: number;
}

/** Keeps it among the dead letters, where an event can be put in its place; gives the id. */
export async function publishUnmapped(publisher: Publisher, unmapped: Unmapped): Promise<string> {
  const { key, subject, detail, payload, headers, at } = unmapped;
  const kept = payload.subarray(0, PAYLOAD_BYTES_MAX);
  const header: DeadLetterHeader = {
    id: derivedId('dead', ['connector', key]),
    reason: 'connector_unmapped',
    detail: detail.slice(0, DETAIL_LENGTH_MAX),
    subject,
    stream: STREAMS.events,
    sequence: 0,
    receivedAt: at,
    headers,
    ...(kept.length < payload.length ? { truncatedFrom: payload.length } : {}),
  };
  await store(publisher, 'connectors', header, kept);
  return header.id;
}

/** Counted once: after a crash the same one may be published again. */
async function store(
  publisher: Publisher,
  origin: StreamName | 'connectors',
  header: DeadLetterHeader,
  payload: Uint8Array | string,
): Promise<void> {
  const { id, stream, subject, reason } = header;
  const { duplicate } = await publisher.publish({
    subject: subjects.dead(tenantOfSubject(subject), origin),
    payload,
    headers: { [HEADERS.deadLetter]: JSON.stringify(header) },
    messageId: id,
  });
  if (!duplicate) messagingMetrics.deadLetters.inc({ stream, reason });
}

function deadLetterHeader(stream: StreamName, message: IncomingMessage, refusal: Refusal): DeadLetterHeader {
  const bytes = Number(message.header(SIZE_HEADER) ?? message.payload.length);
  const kept = Object.entries(message.headers()).filter(([name]) => KEPT_HEADER.test(name));
  return {
    id: derivedId('dead', [stream, String(message.sequence), String(message.storedAt)]),
    reason: refusal.reason,
    detail: refusal.detail.slice(0, DETAIL_LENGTH_MAX),
    ...(refusal.pointer === undefined ? {} : { pointer: refusal.pointer.slice(0, POINTER_LENGTH_MAX) }),
    subject: message.subject,
    stream,
    sequence: message.sequence,
    receivedAt: message.storedAt,
    headers: JSON.stringify(kept).length > HEADERS_LENGTH_MAX ? {} : Object.fromEntries(kept),
    ...(bytes > Math.min(message.payload.length, PAYLOAD_BYTES_MAX) ? { truncatedFrom: bytes } : {}),
  };
}
