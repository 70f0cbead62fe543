import {
  attemptMessageId,
  HEADERS,
  subjects,
  type AttemptReport,
  type Delivery,
  type RenderedHeader,
} from '@deskhook/contracts';
import { deflateBody, LARGE_BODY_BYTES, MessageTooLargeError, type Publisher } from '@deskhook/messaging';
import type { RepeatedRequest } from './attempt-run.js';
import type { DeliveryMessage } from './delivery-message.js';

const DEFERRAL_MS_MIN = 500;
const DEFERRAL_MS_MAX = 60_000;

/** What the dispatcher tells JetStream: attempts for the log, and what is to be sent again at what instant. */
export class DeliveryPublisher {
  constructor(private readonly publisher: Publisher) {}

  /** A report that is too large even so goes without what makes it large: the outcome is what must not be lost. */
  async report(report: AttemptReport): Promise<void> {
    try {
      await this.publishReport(report);
    } catch (error) {
      if (!(error instanceof MessageTooLargeError)) throw error;
      await this.publishReport(withoutBody(report));
    }
  }

  /** Arms the next attempt with the rendering of the first. */
  async scheduleRetry(
    message: DeliveryMessage,
    repeated: RepeatedRequest,
    next: Delivery,
    at: number,
  ): Promise<void> {
    const { body, contentType, headers, variant, signature } = repeated;
    const isPayload = body === message.payload && message.rendered === null;
    const beside = { contentType, headers, variant, signature };
    try {
      await this.schedule(message, next, at, body, isPayload ? null : beside);
    } catch (error) {
      if (!(error instanceof MessageTooLargeError) || message.rendered !== null) throw error;
      // Not even deflated does the broker take the body. It does take the event, which is rendered once more then.
      await this.schedule(message, next, at, message.payload, null);
    }
  }

  /** Puts a delivery off whose endpoint is busy: it holds no slot meanwhile (architecture, decision 7). */
  async defer(message: DeliveryMessage, now: number): Promise<void> {
    const deferrals = (message.delivery.deferrals ?? 0) + 1;
    const delayMs = Math.min(DEFERRAL_MS_MAX, DEFERRAL_MS_MIN * 2 ** Math.min(deferrals - 1, 10));
    await this.schedule(
      message,
      { ...message.delivery, deferrals },
      now + delayMs,
      message.payload,
      message.rendered,
    );
  }

  private async publishReport(report: AttemptReport): Promise<void> {
    const isDeflated = report.request?.bodyEncoding !== undefined;
    await this.publisher.publish({
      subject: subjects.attempt(report.tenant, report.subscriptionId),
      payload: JSON.stringify(report),
      messageId: attemptMessageId(report.deliveryId, report.number, report.status),
      ...(isDeflated ? { headers: { [HEADERS.deflated]: 'body' } } : {}),
    });
  }

  private schedule(
    message: DeliveryMessage,
    delivery: Delivery,
    at: number,
    payload: Uint8Array,
    rendered: RenderedHeader | null,
  ): Promise<void> {
    const { tenant, subscriptionId, id } = delivery;
    const isLarge = rendered !== null && payload.length >= LARGE_BODY_BYTES;
    const header = isLarge ? { ...rendered, encoding: 'deflate' } : rendered;
    return this.publisher.schedule({
      subject: subjects.retrySet(tenant, subscriptionId, id),
      target: subjects.retryDue(tenant, subscriptionId),
      at,
      payload: isLarge ? deflateBody(payload) : payload,
      headers: {
        ...message.carried,
        [HEADERS.delivery]: JSON.stringify(delivery),
        ...(header === null ? {} : { [HEADERS.rendered]: JSON.stringify(header) }),
      },
    });
  }
}

function withoutBody(report: AttemptReport): AttemptReport {
  const { request, ...rest } = report;
  const warnings = ['The body was too large for the log: its hash is all that is kept of it.'];
  if (request === undefined) return { ...rest, warnings };
  const { body: _, bodyEncoding: _encoding, rendered: _rendered, ...kept } = request;
  return { ...rest, request: kept, warnings };
}
