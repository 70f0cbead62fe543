import type { AttemptReport, Delivery } from '@deskhook/contracts';
import { sendsTrigger } from '@deskhook/dialects';
import { ACK, eventTrace, reject, startSpan, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { SecretBoxError, type Logger } from '@deskhook/runtime';
import { SpanKind } from '@opentelemetry/api';
import type { AttemptRun, AttemptRunner } from './attempt-run.js';
import { reportHead } from './attempt-report.js';
import { readDelivery, type DeliveryMessage } from './delivery-message.js';
import type { DeliveryPublisher } from './delivery-publisher.js';
import type { EndpointQueue, Turn } from './endpoint-queue.js';
import type { EndpointsView } from './endpoints.view.js';
import type { SendableSubscription } from './sendable-subscription.js';

const UNREADABLE_RETRY_MS = 5_000;

export interface DeliveryParts {
  readonly view: EndpointsView;
  readonly queue: EndpointQueue;
  readonly runner: AttemptRunner;
  readonly publisher: DeliveryPublisher;
}

/** Takes a delivery through its stages: look up → admit → attempt → arm the retry → report. */
export class DeliveryService {
  /** Attempts whose outcome is not stored yet: the broker was away. They are not made again for that. */
  private readonly unstored = new WeakMap<IncomingMessage, AttemptRun>();
  /** Attempts whose retry is armed: armed again, it would fire once more for every try of the report. */
  private readonly armed = new WeakSet<AttemptRun>();

  constructor(
    private readonly parts: DeliveryParts,
    private readonly logger: Logger,
  ) {}

  async deliver(incoming: IncomingMessage): Promise<Outcome> {
    const message = readDelivery(incoming);
    if (message === null)
      return reject({ reason: 'schema_violation', detail: 'the message carries no delivery in its headers' });
    const made = this.unstored.get(incoming);
    if (made !== undefined) return this.store(message, made);
    const { tenant, subscriptionId, url } = message.delivery;
    const subscription = await this.find(tenant, subscriptionId);
    if (subscription === 'unreadable') return { kind: 'retry', afterMs: UNREADABLE_RETRY_MS };
    const reason = cancellation(message.delivery, subscription);
    if (subscription === null || reason !== null)
      return this.cancel(message, reason ?? 'the subscription was deleted');
    const turn = await this.parts.queue.turn(
      `${subscriptionId} ${url}`,
      subscription.record.delivery.maxConcurrency,
    );
    if (turn === null) return this.defer(message);
    const attempt = await this.attempt(message, subscription, turn);
    this.unstored.set(incoming, attempt);
    return this.store(message, attempt);
  }

  /** A replica with another secrets key must not give a delivery up: one with the right key can send it. */
  private async find(tenant: string, id: string): Promise<SendableSubscription | 'unreadable' | null> {
    try {
      return await this.parts.view.find(tenant, id);
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.logger.error({ tenant, subscriptionId: id, err: error }, 'secret.unreadable');
      return 'unreadable';
    }
  }

  private async attempt(
    message: DeliveryMessage,
    subscription: SendableSubscription,
    turn: Turn,
  ): Promise<AttemptRun> {
    try {
      return await this.parts.runner.run(message, subscription);
    } finally {
      turn.end();
    }
  }

  /** The retry is armed before the attempt is reported: a crash in between repeats an attempt and loses none. */
  private async store(message: DeliveryMessage, run: AttemptRun): Promise<Outcome> {
    const { step, repeated, last } = run;
    if (step.status === 'retrying' && repeated !== null && !this.armed.has(run)) {
      const { numberBefore, traceparent: previous } = last;
      const next = { ...message.delivery, number: step.number, numberBefore, previous, deferrals: 0 };
      await this.parts.publisher.scheduleRetry(message, repeated, next, step.at);
      this.armed.add(run);
    }
    await Promise.all(run.reports.map((report) => this.parts.publisher.report(report)));
    for (const report of run.reports) this.logger.info(attemptFields(report), 'delivery.attempted');
    return ACK;
  }

  private async cancel(message: DeliveryMessage, reason: string): Promise<Outcome> {
    const { delivery } = message;
    const parent = eventTrace(message.traceparent, null, delivery.tenant, delivery.eventId);
    const span = startSpan('cancel', { kind: SpanKind.CONSUMER, parent });
    const head = reportHead(delivery, span);
    await this.parts.publisher.report({
      ...head,
      at: Date.now(),
      status: 'cancelled',
      reason,
      nextAttemptAt: null,
      error: null,
    });
    span.end();
    this.logger.info(
      { tenant: delivery.tenant, deliveryId: delivery.id, reason, traceId: head.traceId },
      'delivery.cancelled',
    );
    return ACK;
  }

  private async defer(message: DeliveryMessage): Promise<Outcome> {
    await this.parts.publisher.defer(message, Date.now());
    const { tenant, id } = message.delivery;
    this.logger.debug({ tenant, deliveryId: id }, 'delivery.deferred');
    return ACK;
  }
}

/** Why a delivery must not be sent any more, or null. */
function cancellation(delivery: Delivery, subscription: SendableSubscription | null): string | null {
  if (subscription === null) return 'the subscription was deleted';
  if (!subscription.record.active) return 'the subscription is inactive';
  if (!sendsTrigger(subscription.dialect, delivery.trigger ?? null))
    return 'the subscription was moved to another dialect';
  return subscription.record.urls.includes(delivery.url) ? null : 'the URL was taken out of the subscription';
}

function attemptFields(report: AttemptReport) {
  const { tenant, deliveryId, eventId, subscriptionId, trigger, number, status } = report;
  const { durationMs, error, traceId, warnings } = report;
  const code = report.response?.code;
  const ids = { tenant, deliveryId, eventId, subscriptionId, trigger };
  return { ...ids, number, status, code, error, warnings, durationMs, traceId };
}
