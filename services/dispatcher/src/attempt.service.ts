import { formatTraceparent, type AttemptReport, type Delivery } from '@deskhook/contracts';
import type { Rendered } from '@deskhook/dialects';
import { retryAfterMs, stepAfter, type AttemptResult, type DeliveryStep } from '@deskhook/domain';
import type { TraceSpan } from '@deskhook/messaging';
import { attemptClass, type MeasuredAttempt } from './attempt-metrics.js';
import { reportHead, requestFields, resultFields, stepFields } from './attempt-report.js';
import type { DeliveryMessage } from './delivery-message.js';
import { attemptSpan, endRequest, errorType, requestSpan } from './delivery-span.js';
import type { Observation } from './endpoints/endpoint-control.js';
import { AuthorizedSender, type SentRequest } from './egress/authorized-sender.js';
import type { HttpSender, OutboundRequest } from './egress/http-sender.js';
import { requestHeaders } from './egress/request-headers.js';
import type { SendResult } from './egress/response-collector.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** An attempt that was made: what the log hears of it, and what comes next. */
export interface MadeAttempt {
  readonly report: AttemptReport;
  readonly step: DeliveryStep;
  readonly rendered: Rendered;
  /** The signature headers that it carried. */
  readonly signature: Readonly<Record<string, string>>;
  /** Trace context of the attempt, for the link from the next one. */
  readonly traceparent: string;
  readonly sent: SentRequest;
  /** What it taught about its endpoint. */
  readonly observation: Observation;
  readonly measured: MeasuredAttempt;
}

/** Makes one attempt: sign, POST, classify. Decides nothing about time beyond the attempt. */
export class AttemptService {
  private readonly sender: AuthorizedSender;

  constructor(sender: HttpSender) {
    this.sender = new AuthorizedSender(sender);
  }

  async make(
    message: DeliveryMessage,
    rendered: Rendered,
    subscription: SendableSubscription,
  ): Promise<MadeAttempt> {
    const span = attemptSpan(message);
    try {
      return await this.makeIn(span, message, rendered, subscription);
    } finally {
      span.end();
    }
  }

  /** Whether the attempt failed for an access token that another try may have a better one for. */
  renews({ sent, step }: MadeAttempt, { authorization }: SendableSubscription): boolean {
    return step.status !== 'delivered' && this.sender.renews(authorization, sent);
  }

  private async makeIn(
    span: TraceSpan,
    message: DeliveryMessage,
    rendered: Rendered,
    subscription: SendableSubscription,
  ): Promise<MadeAttempt> {
    const { delivery } = message;
    const at = Date.now();
    const post = requestSpan(span, delivery);
    const signature = signatureOf(message, rendered, subscription, at);
    const own = headersOf(subscription, rendered, signature, formatTraceparent(post.context));
    const begun = performance.now();
    const request = outbound(delivery.url, own, rendered.body, subscription);
    const sent = await this.sender.send(request, subscription.authorization);
    const { headers, result } = sent;
    const durationMs = Math.round((performance.now() - begun) * 1000) / 1000;
    endRequest(post, result);
    const outcome = outcomeOf(result, at + durationMs);
    const step = stepOf(delivery, subscription, outcome, at + durationMs);
    span.set({ 'deskhook.delivery.status': step.status, 'deskhook.dialect': subscription.dialect.name });
    if (step.status !== 'delivered') span.fail(errorType(result), step.reason);
    span.end();
    const report = {
      ...reportHead(delivery, span),
      at,
      durationMs,
      ...stepFields(step),
      ...resultFields(result, rendered),
    };
    const shown = requestFields(message, rendered, headers, subscription.record.headers);
    const traceparent = formatTraceparent(span.context);
    const observation = observationOf(outcome, step, { startedAt: at, durationMs });
    const measured = { class: attemptClass(result), at, durationMs, exemplar: span.exemplar };
    return {
      report: { ...report, request: shown },
      step,
      rendered,
      signature,
      traceparent,
      observation,
      measured,
      sent,
    };
  }
}

function outbound(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  { record, dialect, client }: SendableSubscription,
): OutboundRequest {
  const { timeoutMs, connectTimeoutMs, maxRedirects } = record.delivery;
  const privateHeaders = Object.keys(record.headers).map((name) => name.toLowerCase());
  const { httpsOnly } = dialect.limits;
  return { url, headers, privateHeaders, body, timeoutMs, connectTimeoutMs, maxRedirects, httpsOnly, client };
}

/** The signature of this attempt: that of the first one where it is the dialect's to be made once. */
function signatureOf(
  message: DeliveryMessage,
  { body }: Rendered,
  subscription: SendableSubscription,
  at: number,
): Record<string, string> {
  const stored = message.rendered?.signature;
  return stored ?? subscription.sign({ deliveryId: message.delivery.id, at, body });
}

function headersOf(
  { record }: SendableSubscription,
  rendered: Rendered,
  signature: Readonly<Record<string, string>>,
  traceparent: string,
): Record<string, string> {
  return requestHeaders({
    own: record.headers,
    rendered: rendered.headers ?? {},
    contentType: rendered.contentType,
    bodyBytes: rendered.body.length,
    signature,
    traceparent: record.delivery.traceparent ? traceparent : null,
    authorization: null,
  });
}

function outcomeOf(result: SendResult, endedAt: number): AttemptResult {
  if (result.kind === 'error') return result;
  return { ...result, retryAfterMs: retryAfterMs(result.headers['retry-after'], endedAt) };
}

function observationOf(
  outcome: AttemptResult,
  { status }: DeliveryStep,
  times: Pick<Observation, 'startedAt' | 'durationMs'>,
): Observation {
  const delivered = status === 'delivered';
  return outcome.kind === 'error'
    ? { ...times, delivered, code: null, error: outcome.error, retryAfterMs: null }
    : { ...times, delivered, code: outcome.code, error: null, retryAfterMs: outcome.retryAfterMs };
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
