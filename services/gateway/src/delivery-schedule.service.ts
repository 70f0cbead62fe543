import {
  FailureError,
  type DeliveryDetail,
  type DeliveryProgress,
  type DeliverySchedule,
  type LoggedDelivery,
  type Subscription,
} from '@deskhook/contracts';
import { parseDurationMs, retrySentence, type RetryReason } from '@deskhook/domain';
import { RpcClient } from '@deskhook/runtime';
import { Injectable } from '@nestjs/common';

type NextAttempt = NonNullable<DeliverySchedule['next']>;
type Wait = Pick<NextAttempt, 'at' | 'why'>;

/** A delivery is shown without its schedule before anybody waits longer for a service. */
const ASK_MS_MAX = 2_000;

/** Tells when a delivery is tried again and why then, from what the log, the subscription and the dispatchers know. */
@Injectable()
export class DeliveryScheduleService {
  constructor(private readonly rpc: RpcClient) {}

  /** `now` in epoch milliseconds. */
  async withSchedule(
    tenant: string,
    { progress, ...delivery }: LoggedDelivery,
    now: number,
  ): Promise<DeliveryDetail> {
    const subscription = await this.known(
      this.rpc.call('subscriptions.get', { tenant, id: delivery.subscriptionId }, ASK_MS_MAX),
    );
    // A log of an earlier release does not tell how far the delivery has come.
    if (subscription === null || progress === undefined) return { ...delivery, schedule: null };
    const { retrySchedule } = subscription.delivery;
    if (progress === null) return { ...delivery, schedule: { retrySchedule, attemptsLeft: 0, next: null } };
    // The next one is made in any case, also if the schedule has been shortened since.
    const attemptsLeft = Math.max(1, retrySchedule.length + 1 - progress.attemptsMade);
    const wait = await this.wait(tenant, delivery, { progress, subscription, now });
    return {
      ...delivery,
      schedule: { retrySchedule, attemptsLeft, next: { number: progress.nextNumber, ...wait } },
    };
  }

  private async wait(
    tenant: string,
    delivery: Omit<LoggedDelivery, 'progress'>,
    { progress, subscription, now }: Known,
  ): Promise<Wait> {
    const { id, subscriptionId, url, nextAttemptAt } = delivery;
    if (nextAttemptAt !== null && Date.parse(nextAttemptAt) > now)
      return { at: nextAttemptAt, why: scheduled(nextAttemptAt, progress, subscription) };
    const answer = await this.known(
      this.rpc.call('dispatcher.waiting', { tenant, id, subscriptionId, url }, ASK_MS_MAX),
    );
    if (answer === null)
      return { at: null, why: 'It is due; the dispatcher does not tell what it waits for' };
    return answer.wait ?? { at: null, why: 'It is due: a dispatcher sends it, or is about to' };
  }

  /** Null for what is gone, and for a service that does not answer: the delivery is shown all the same. */
  private async known<T>(asked: Promise<T>): Promise<T | null> {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { kind } = error.failure;
      if (kind === 'not-found' || kind === 'unavailable') return null;
      throw error;
    }
  }
}

interface Known {
  readonly progress: DeliveryProgress;
  readonly subscription: Subscription;
  readonly now: number;
}

function scheduled(
  nextAttemptAt: string,
  { nextNumber, retry }: DeliveryProgress,
  { delivery }: Subscription,
): string {
  const scheduleMs = delivery.retrySchedule.map((delay) => parseDurationMs(delay) ?? 0);
  return retrySentence(reasonOf(nextAttemptAt, nextNumber, retry), scheduleMs);
}

function reasonOf(nextAttemptAt: string, next: number, retry: DeliveryProgress['retry']): RetryReason {
  if (retry === null) return { kind: 'unknown', failed: next - 1 };
  return retry.kind === 'at-once' ? retry : { ...retry, at: Date.parse(nextAttemptAt) };
}
