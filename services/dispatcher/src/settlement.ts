import type { AttemptReport, Delivery, Parked } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import { countCancelled, countRun } from './attempt-metrics.js';
import type { AttemptRun, RepeatedRequest } from './attempt-run.js';
import { reportHead } from './attempt-report.js';
import type { DeliveryMessage } from './delivery-message.js';
import type { DeliveryPublisher } from './delivery-publisher.js';
import { cancellationSpan } from './delivery-span.js';
import type { DeliveryNews } from './notices/delivery-news.js';

/** Where the next attempt waits: in RETRIES, or at this sequence of its lane. */
export type RetryPlace =
  | { readonly kind: 'scheduled' }
  | {
      readonly kind: 'parked';
      readonly delivery: Delivery;
      readonly as: Parked;
      readonly sequence: number;
    };

/** Has the next attempt wait until its instant. */
export type ArmRetry = (repeated: RepeatedRequest, next: Delivery, at: number) => Promise<RetryPlace>;

/** Writes down what became of deliveries. Both ways, straight from the broker and over a lane, end here. */
export class Settlement {
  /** Retries that are armed: armed again, they would fire once more for every try of the report. */
  private readonly armed = new WeakMap<AttemptRun, RetryPlace>();

  constructor(
    private readonly publisher: DeliveryPublisher,
    private readonly news: DeliveryNews,
    private readonly logger: Logger,
  ) {}

  /**
   * Stores what an attempt came to: where it is to be retried, that first, so that a crash in between repeats an attempt and
   * loses none. Throws while the broker is away, and goes on where it was when called again. Null: there is no retry.
   */
  async store(message: DeliveryMessage, run: AttemptRun, arm: ArmRetry): Promise<RetryPlace | null> {
    const place = await this.arm(message, run, arm);
    await Promise.all(run.reports.map((report) => this.publisher.report(report)));
    for (const report of run.reports) {
      await this.news.ended(report);
      this.logger.info(attemptFields(report), 'delivery.attempted');
    }
    const { dialect, measured: attempts, step } = run;
    countRun({ delivery: message.delivery, dialect, attempts, status: step.status });
    return place;
  }

  /** Has the retry wait as a schedule. */
  schedule(message: DeliveryMessage): ArmRetry {
    return async (repeated, next, at) => {
      await this.publisher.scheduleRetry(message, repeated, next, at);
      return { kind: 'scheduled' };
    };
  }

  /** Reports that a delivery is not sent any more. */
  async cancel(message: DeliveryMessage, reason: string): Promise<void> {
    const { delivery } = message;
    const span = cancellationSpan(message);
    span.set({ 'deskhook.delivery.status': 'cancelled' });
    span.end();
    const head = { ...reportHead(delivery, span), at: Date.now(), reason, nextAttemptAt: null, error: null };
    await this.publisher.report({ ...head, status: 'cancelled' });
    countCancelled(delivery);
    const { tenant, id: deliveryId } = delivery;
    this.logger.info({ tenant, deliveryId, reason, traceId: head.traceId }, 'delivery.cancelled');
  }

  private async arm(message: DeliveryMessage, run: AttemptRun, arm: ArmRetry): Promise<RetryPlace | null> {
    const { step, repeated, last } = run;
    if (step.status !== 'retrying' || repeated === null) return null;
    const known = this.armed.get(run);
    if (known !== undefined) return known;
    const { numberBefore, traceparent: previous } = last;
    const next = { ...message.delivery, number: step.number, numberBefore, previous, deferrals: 0 };
    const place = await arm(repeated, next, step.at);
    this.armed.set(run, place);
    return place;
  }
}

function attemptFields(report: AttemptReport) {
  const { tenant, deliveryId, eventId, subscriptionId, trigger, number, status } = report;
  const { durationMs, error, traceId, warnings } = report;
  const code = report.response?.code;
  const ids = { tenant, deliveryId, eventId, subscriptionId, trigger };
  return { ...ids, number, status, code, error, warnings, durationMs, traceId };
}
