import {
  attemptMessageId,
  HEADERS,
  subjects,
  type AttemptReport,
  type Delivery,
  type RenderedHeader,
} from '@deskhook/contracts';
import type { Rendered } from '@deskhook/dialects';
import { MessageTooLargeError, type Publisher } from '@deskhook/messaging';
import type { DeliveryMessage } from './delivery-message.js';

const DEFERRAL_MS_MIN = 500;
const DEFERRAL_MS_MAX = 60_000;

/** What the dispatcher tells JetStream: attempts for the log, and what is to be sent again at what instant. */
export class DeliveryPublisher {
  constructor(private readonly publisher: Publisher) {}

  async report(report: AttemptReport): Promise<void> {
    await this.publisher.publish({
      subject: subjects.attempt(report.tenant, report.subscriptionId),
      payload: JSON.stringify(report),
      messageId: attemptMessageId(report.deliveryId, report.number, report.status),
    });
  }

  /** Arms the next attempt with the rendering of the first. */
  async scheduleRetry(
    message: DeliveryMessage,
    rendered: Rendered,
    next: Delivery,
    at: number,
  ): Promise<void> {
    const isPayload = rendered.body === message.payload && message.rendered === null;
    const { body, contentType, headers, variant } = rendered;
    const beside = { contentType, headers, variant };
    try {
      await this.schedule(message, next, at, body, isPayload ? null : beside);
    } catch (error) {
      if (!(error instanceof MessageTooLargeError) || message.rendered !== null) throw error;
      // A body can be several times as large as its event. Rendered again it is the same.
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

  private schedule(
    message: DeliveryMessage,
    delivery: Delivery,
    at: number,
    payload: Uint8Array,
    rendered: RenderedHeader | null,
  ): Promise<void> {
    const { tenant, subscriptionId, id } = delivery;
    return this.publisher.schedule({
      subject: subjects.retrySet(tenant, subscriptionId, id),
      target: subjects.retryDue(tenant, subscriptionId),
      at,
      payload,
      headers: {
        ...message.carried,
        [HEADERS.delivery]: JSON.stringify(delivery),
        ...(rendered === null ? {} : { [HEADERS.rendered]: JSON.stringify(rendered) }),
      },
    });
  }
}
