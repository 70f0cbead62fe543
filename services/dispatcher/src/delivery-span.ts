import { CONSUMERS, parseTraceparent, subjects, type Delivery } from '@deskhook/contracts';
import { hiddenUrl } from '@deskhook/domain';
import {
  eventTrace,
  messageAttributes,
  messageSpanName,
  startSpan,
  SUBJECT_TEMPLATES,
  type MessageOperation,
  type TraceSpan,
} from '@deskhook/messaging';
import { SpanKind, type Attributes } from '@opentelemetry/api';
import type { SendResult } from './egress/response-collector.js';

/** Of which delivery, and the trace context that it came with. */
export interface SpannedDelivery {
  readonly delivery: Delivery;
  readonly traceparent: string | null;
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

function deliverySpan(
  operation: MessageOperation,
  { delivery, traceparent }: SpannedDelivery,
  keep: boolean,
): TraceSpan {
  const previous = parseTraceparent(delivery.previous);
  return startSpan(messageSpanName(operation, SUBJECT_TEMPLATES.deliveries), {
    kind: SpanKind.CONSUMER,
    parent: eventTrace(traceparent, null, delivery.tenant, delivery.eventId),
    attributes: () => deliveryAttributes(operation, delivery),
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

function deliveryAttributes(operation: MessageOperation, delivery: Delivery): Attributes {
  const { id, tenant, subscriptionId, number } = delivery;
  const subject = subjects.delivery(tenant, subscriptionId);
  const consumer = number > 1 ? CONSUMERS.dispatcherRetries : CONSUMERS.dispatcherDeliveries;
  return {
    ...messageAttributes(operation, SUBJECT_TEMPLATES.deliveries, { subject, id, consumer }),
    'deskhook.tenant': tenant,
    'deskhook.event.type': delivery.type,
    'deskhook.event.id': delivery.eventId,
    'deskhook.event.stored_at': new Date(delivery.acceptedAt).toISOString(),
    'deskhook.subscription.id': subscriptionId,
    'deskhook.delivery.id': id,
    'deskhook.attempt.number': number,
  };
}

function httpAttributes(text: string, number: number): Attributes {
  const { protocol, hostname, port } = new URL(text);
  const [shown = ''] = hiddenUrl(text).split('?', 1);
  return {
    'http.request.method': 'POST',
    'url.full': shown,
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    ...(number > 1 ? { 'http.request.resend_count': number - 1 } : {}),
  };
}
