import {
  attemptMessageId,
  HEADERS,
  subjects,
  type AttemptReport,
  type Delivery,
  type RenderedHeader,
} from '@deskhook/contracts';
import type { Publisher } from '@deskhook/messaging';
import type { MadeAttempt } from './attempt.service.js';
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

  /** Arms the next attempt with the bytes of this one. */
  async scheduleRetry(
    message: DeliveryMessage,
    attempt: MadeAttempt,
    number: number,
    at: number,
  ): Promise<void> {
    const { rendered } = attempt;
    const isPayload = rendered.body === message.payload && message.rendered === null;
    const next: Delivery = { ...message.delivery, number, previous: attempt.traceparent, deferrals: 0 };
    await this.schedule(
      message,
      next,
      at,
      rendered.body,
      isPayload ? null : { contentType: rendered.contentType },
    );
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
