import { hash } from 'node:crypto';
import type { AttemptReport, Delivery } from '@deskhook/contracts';
import type { Rendered } from '@deskhook/dialects';
import type { DeliveryStep } from '@deskhook/domain';
import { deflateBody, LARGE_BODY_BYTES, type TraceSpan } from '@deskhook/messaging';
import type { DeliveryMessage } from './delivery-message.js';
import { loggedHeaders } from './egress/request-headers.js';
import type { SendResult } from './egress/response-collector.js';

/** A report tells a human of what was odd; an event that is odd in thousands of places must not burst it. */
const WARNINGS_MAX = 20;
const WARNING_LENGTH_MAX = 500;

/** The fields of a report that follow from the delivery alone, and from its span, which has ended. */
export function reportHead(delivery: Delivery, span: TraceSpan) {
  const {
    id: deliveryId,
    tenant,
    eventId,
    subscriptionId,
    url,
    type,
    ticketId,
    acceptedAt,
    number,
  } = delivery;
  const { trigger, test } = delivery;
  const { traceId, spanId } = span.context;
  const of = { deliveryId, tenant, eventId, subscriptionId, url, type, ticketId, acceptedAt, number };
  const marks = { ...(trigger === undefined ? {} : { trigger }), ...(test === undefined ? {} : { test }) };
  return { ...of, traceId, spanId, ...(span.exemplar === null ? {} : { sampled: true }), ...marks };
}

/** Where the delivery stands after the attempt. */
export function stepFields(
  step: DeliveryStep,
): Pick<AttemptReport, 'status' | 'reason' | 'nextAttemptAt' | 'retry'> {
  switch (step.status) {
    case 'delivered':
      return { status: 'delivered', reason: null, nextAttemptAt: null };
    case 'retrying':
      return { status: 'retrying', reason: step.reason, nextAttemptAt: step.at, retry: step.cause };
    case 'dead':
      return { status: 'dead', reason: step.reason, nextAttemptAt: null };
    default:
      return step satisfies never;
  }
}

/** What came back, and what the log should tell beside it: redirects, and what rendering changed. */
export function resultFields(result: SendResult, { warnings = [] }: Rendered) {
  const { redirects } = result;
  return {
    ...answerFields(result),
    ...(redirects.length === 0 ? {} : { redirects: [...redirects] }),
    ...(warnings.length === 0 ? {} : { warnings: capped(warnings) }),
  };
}

/** What was sent. The body goes along only where it is not the event's own payload, which the log has already. */
export function requestFields(
  message: DeliveryMessage,
  rendered: Rendered,
  headers: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): NonNullable<AttemptReport['request']> {
  const { body, contentType } = rendered;
  const isEventPayload =
    body === message.payload && message.rendered === null && message.delivery.test !== true;
  return {
    headers: loggedHeaders(headers, own),
    contentType,
    ...besideBody(rendered),
    bodyHash: hash('sha256', body, 'base64url'),
    ...(isEventPayload ? {} : bodyFields(body)),
  };
}

/** A large body is deflated: in base64 it would not fit into a message beside the rest. */
function bodyFields(body: Uint8Array): Pick<NonNullable<AttemptReport['request']>, 'body' | 'bodyEncoding'> {
  if (body.length < LARGE_BODY_BYTES) return { body: Buffer.from(body).toString('base64') };
  return { body: Buffer.from(deflateBody(body)).toString('base64'), bodyEncoding: 'deflate' };
}

function answerFields(result: SendResult): Pick<AttemptReport, 'response' | 'error'> {
  if (result.kind === 'error') return { error: result.error };
  const { code, headers, body, truncated } = result;
  return { error: null, response: { code, headers, body, truncated } };
}

function capped(warnings: readonly string[]): string[] {
  const kept = warnings.slice(0, WARNINGS_MAX).map((text) => text.slice(0, WARNING_LENGTH_MAX));
  const left = warnings.length - kept.length;
  return left === 0 ? kept : [...kept, `… and ${left} more warnings.`];
}

function besideBody({ headers, variant }: Rendered) {
  return headers === undefined && variant === undefined ? {} : { rendered: { headers, variant } };
}
