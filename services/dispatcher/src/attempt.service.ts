import { hash } from 'node:crypto';
import { eventTrace, startSpan, type TraceSpan } from '@deskhook/messaging';
import { formatTraceparent, parseTraceparent, type AttemptReport, type Delivery } from '@deskhook/contracts';
import type { Rendered } from '@deskhook/dialects';
import { stepAfter, type AttemptResult, type DeliveryStep } from '@deskhook/domain';
import { SpanKind, type Attributes } from '@opentelemetry/api';
import type { DeliveryMessage } from './delivery-message.js';
import type { HttpSender, OutboundRequest } from './http-sender.js';
import { loggedHeaders, requestHeaders } from './request-headers.js';
import type { SendResult } from './response-collector.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** An attempt that was made: what the log hears of it, and what comes next. */
export interface MadeAttempt {
  readonly report: AttemptReport;
  readonly step: DeliveryStep;
  readonly rendered: Rendered;
  /** Trace context of the attempt, for the link from the next one. */
  readonly traceparent: string;
}

/** Makes one attempt: sign, POST, classify. Decides nothing about time beyond the attempt. */
export class AttemptService {
  constructor(private readonly sender: HttpSender) {}

  async make(
    message: DeliveryMessage,
    rendered: Rendered,
    subscription: SendableSubscription,
  ): Promise<MadeAttempt> {
    const span = deliverySpan(message.delivery, message.traceparent);
    try {
      return await this.makeIn(span, message, rendered, subscription);
    } finally {
      span.end();
    }
  }

  private async makeIn(
    span: TraceSpan,
    message: DeliveryMessage,
    rendered: Rendered,
    subscription: SendableSubscription,
  ): Promise<MadeAttempt> {
    const { delivery } = message;
    const at = Date.now();
    const post = startSpan('POST', {
      kind: SpanKind.CLIENT,
      parent: span.context,
      attributes: () => httpAttributes(delivery.url),
    });
    const headers = headersOf(delivery, subscription, rendered, at, formatTraceparent(post.context));
    const begun = performance.now();
    const result = await this.sender.send(outbound(delivery.url, headers, rendered.body, subscription));
    const durationMs = Math.round((performance.now() - begun) * 1000) / 1000;
    endPost(post, result);
    const step = stepOf(delivery, subscription, result, at + durationMs);
    span.set({ 'deskhook.delivery.status': step.status });
    if (step.status !== 'delivered') span.fail(step.reason);
    const report = {
      ...reportHead(delivery, span),
      at,
      durationMs,
      ...stepFields(step),
      ...resultFields(result),
      ...noteworthy(rendered, result),
    };
    const request = requestOf(message, rendered, headers, subscription.record.headers);
    return { report: { ...report, request }, step, rendered, traceparent: formatTraceparent(span.context) };
  }
}

/** The span of what is done with a delivery, linked to that of the attempt before. */
export function deliverySpan(delivery: Delivery, traceparent: string | null): TraceSpan {
  const previous = parseTraceparent(delivery.previous);
  return startSpan('deliver', {
    kind: SpanKind.CONSUMER,
    parent: eventTrace(traceparent, null, delivery.tenant, delivery.eventId),
    attributes: () => deliveryAttributes(delivery),
    links: previous === null ? [] : [previous],
  });
}

function outbound(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  { record, dialect }: SendableSubscription,
): OutboundRequest {
  const { timeoutMs, connectTimeoutMs, maxRedirects } = record.delivery;
  const privateHeaders = Object.keys(record.headers).map((name) => name.toLowerCase());
  const { httpsOnly } = dialect.limits;
  return { url, headers, privateHeaders, body, timeoutMs, connectTimeoutMs, maxRedirects, httpsOnly };
}

/** The fields of a report that follow from the delivery alone. */
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
  return { ...of, traceId, spanId, ...marks };
}

function headersOf(
  delivery: Delivery,
  subscription: SendableSubscription,
  rendered: Rendered,
  at: number,
  traceparent: string,
): Record<string, string> {
  const { headers: own, delivery: settings } = subscription.record;
  return requestHeaders({
    own,
    rendered: rendered.headers ?? {},
    contentType: rendered.contentType,
    bodyBytes: rendered.body.length,
    signature: subscription.sign({ deliveryId: delivery.id, at, body: rendered.body }),
    traceparent: settings.traceparent ? traceparent : null,
  });
}

/** A test is for somebody who waits for the answer: it is never retried. */
function stepOf(
  delivery: Delivery,
  subscription: SendableSubscription,
  result: AttemptResult,
  endedAt: number,
): DeliveryStep {
  const policy =
    delivery.test === true ? { ...subscription.policy, retryScheduleMs: [] } : subscription.policy;
  return stepAfter(
    result,
    { number: delivery.number, numberBefore: delivery.numberBefore, endedAt: Math.ceil(endedAt) },
    policy,
  );
}

function stepFields(step: DeliveryStep): Pick<AttemptReport, 'status' | 'reason' | 'nextAttemptAt'> {
  switch (step.status) {
    case 'delivered':
      return { status: 'delivered', reason: null, nextAttemptAt: null };
    case 'retrying':
      return { status: 'retrying', reason: step.reason, nextAttemptAt: step.at };
    case 'dead':
      return { status: 'dead', reason: step.reason, nextAttemptAt: null };
    default:
      return step satisfies never;
  }
}

function resultFields(result: SendResult): Pick<AttemptReport, 'response' | 'error'> {
  if (result.kind === 'error') return { error: result.error };
  const { code, headers, body, truncated } = result;
  return { error: null, response: { code, headers, body, truncated } };
}

/** What the log should tell beside the answer: redirects, and what rendering changed. */
function noteworthy({ warnings = [] }: Rendered, { redirects }: SendResult) {
  return {
    ...(redirects.length === 0 ? {} : { redirects: [...redirects] }),
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
  };
}

/** Beyond this a report with its body in base64 would exceed the broker's 1 MiB message limit, and never be stored. */
const REPORTED_BODY_BYTES_MAX = 600_000;

/** The body goes along only where it is not the event's own payload, which the log has already. */
function requestOf(
  message: DeliveryMessage,
  rendered: Rendered,
  headers: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
) {
  const isEventPayload =
    rendered.body === message.payload && message.rendered === null && message.delivery.test !== true;
  const isTooLarge = rendered.body.length > REPORTED_BODY_BYTES_MAX;
  return {
    headers: loggedHeaders(headers, own),
    contentType: rendered.contentType,
    ...besideBody(rendered),
    bodyHash: hash('sha256', rendered.body, 'base64url'),
    ...(isEventPayload || isTooLarge ? {} : { body: Buffer.from(rendered.body).toString('base64') }),
  };
}

function besideBody({ headers, variant }: Rendered) {
  return headers === undefined && variant === undefined ? {} : { rendered: { headers, variant } };
}

function endPost(span: TraceSpan, result: SendResult): void {
  if (result.kind === 'error') span.fail(result.error);
  else {
    span.set({ 'http.response.status_code': result.code });
    if (result.code >= 400) span.fail(`HTTP ${result.code}`);
  }
  span.end();
}

function deliveryAttributes(delivery: Delivery): Attributes {
  return {
    'messaging.system': 'nats',
    'messaging.operation.type': 'process',
    'messaging.message.id': delivery.id,
    'deskhook.tenant': delivery.tenant,
    'deskhook.event.type': delivery.type,
    'deskhook.event.id': delivery.eventId,
    'deskhook.subscription.id': delivery.subscriptionId,
    'deskhook.attempt.number': delivery.number,
  };
}

/** Query strings hold receivers' secrets (dialects page, finding 9): the trace gets the address without them. */
function httpAttributes(url: string): Attributes {
  const { protocol, hostname, port, pathname } = new URL(url);
  const portNumber = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  return {
    'http.request.method': 'POST',
    'url.full': `${protocol}//${hostname}${port === '' ? '' : `:${port}`}${pathname}`,
    'server.address': hostname,
    'server.port': portNumber,
  };
}
