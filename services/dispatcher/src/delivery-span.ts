import { parseTraceparent, subjects, type Delivery } from '@deskhook/contracts';
import { hiddenUrl } from '@deskhook/domain';
import {
  eventTrace,
  messageAttributes,
  messageSpanName,
  startSpan,
  SUBJECT_TEMPLATES,
  type EventTrace,
  type MessageOperation,
  type TraceSpan,
} from '@deskhook/messaging';
import { SpanKind, type Attributes } from '@opentelemetry/api';
import type { SendResult } from './egress/response-collector.js';

/** Of which delivery, and the trace context that it came with. */
export interface SpannedDelivery {
  readonly delivery: Delivery;
  readonly traceparent: string | null;
  /** The durable consumer that it came by, if it did. */
  readonly consumer?: string;
}

/** The trace that a delivery belongs to, whether it came with its context or not. */
export function traceIdOf(message: SpannedDelivery): string {
  return traceOf(message).traceId;
}

function traceOf({ delivery, traceparent }: SpannedDelivery): EventTrace {
  return eventTrace(traceparent, null, delivery.tenant, delivery.eventId);
}

/**
 * The span of one attempt, linked to that of the attempt before. Of a delivery that failed once, every further attempt is kept:
 * whoever looks for the failure wants to see how it ended.
 */
export function attemptSpan(message: SpannedDelivery): TraceSpan {
  return deliverySpan('process', message, message.delivery.number > 1);
}

/** The span of a delivery that is not sent any more. */
export function cancellationSpan(message: SpannedDelivery): TraceSpan {
  return deliverySpan('settle', message, true);
}

function deliverySpan(operation: MessageOperation, message: SpannedDelivery, keep: boolean): TraceSpan {
  const { delivery } = message;
  const previous = parseTraceparent(delivery.previous);
  return startSpan(messageSpanName(operation, SUBJECT_TEMPLATES.deliveries), {
    kind: SpanKind.CONSUMER,
    parent: traceOf(message),
    attributes: () => deliveryAttributes(operation, message),
    links: previous === null ? [] : [previous],
    failuresOf: `${delivery.subscriptionId} ${delivery.url}`,
    keep,
  });
}

/** The span of an attempt's request. Its address is told without its query and without what else may be a secret in it. */
export function requestSpan(attempt: TraceSpan, { url, number }: Delivery): TraceSpan {
  return attempt.within('POST', { kind: SpanKind.CLIENT, attributes: () => httpAttributes(url, number) });
}

/** Ends the span of a request with its answer. */
export function endRequest(span: TraceSpan, result: SendResult): void {
  if (result.kind === 'error') span.fail(errorType(result), result.error);
  else {
    span.set({ 'http.response.status_code': result.code });
    if (result.code >= 400) span.fail(errorType(result), `HTTP ${result.code}`);
  }
  span.end();
}

/** The class of a failed request (`error.type`): the answer's status, else what kept it from one. */
export function errorType(result: SendResult): string {
  return result.kind === 'error' ? result.failure : String(result.code);
}

function deliveryAttributes(
  operation: MessageOperation,
  { delivery, consumer }: SpannedDelivery,
): Attributes {
  const { id, tenant, subscriptionId, number } = delivery;
  const subject = subjects.delivery(tenant, subscriptionId);
  const about = { subject, id, ...(consumer === undefined ? {} : { consumer }) };
  return {
    ...messageAttributes(operation, SUBJECT_TEMPLATES.deliveries, about),
    'deskhook.tenant': tenant,
    'deskhook.event.type': delivery.type,
    'deskhook.event.id': delivery.eventId,
    'deskhook.event.stored_at': delivery.acceptedAt,
    'deskhook.subscription.id': subscriptionId,
    'deskhook.delivery.id': id,
    'deskhook.attempt.number': number,
  };
}

function httpAttributes(url: string, number: number): Attributes {
  const address = addressAttributes(url);
  return number > 1 ? { ...address, 'http.request.resend_count': number - 1 } : { ...address };
}

/** Parsing a URL for every attempt would cost more than all else that its span says. */
function addressAttributes(text: string): Attributes {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  if (addresses.size >= ADDRESSES_MAX) addresses.clear();
  const { protocol, hostname, port } = new URL(text);
  const [shown = ''] = hiddenUrl(text).split('?', 1);
  const attributes = {
    'http.request.method': 'POST',
    'url.full': shown,
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
  addresses.set(text, attributes);
  return attributes;
}

const ADDRESSES_MAX = 10_000;
const addresses = new Map<string, Attributes>();
