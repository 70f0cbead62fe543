import {
  FailureError,
  HEALTH_BUCKETS_MAX,
  STATS_BUCKETS,
  type RpcRequest,
  type SubscriptionHealth,
  type SubscriptionHealthItem,
} from '@deskhook/contracts';
import { Injectable } from '@nestjs/common';
import { chartWindow, type ChartWindow } from '../query/stats-window.js';
import { SubscriptionHealthRepository, type CountedBucket } from './subscription-health.repository.js';

const NOTHING = { count: 0, successes: 0, failures: 0, averageMs: null, p95Ms: null, lastAt: null };

/** How the attempts of some subscriptions fared: figures and the course of each. */
@Injectable()
export class SubscriptionHealthService {
  constructor(private readonly repository: SubscriptionHealthRepository) {}

  async of(
    { tenant, query }: RpcRequest<'logs.stats.subscriptions'>,
    now: number,
  ): Promise<SubscriptionHealth> {
    const ids = query.subscription;
    const window = chartWindow(query, now);
    assertFits(ids.length * window.bucketStarts.length);
    const series = await this.repository.series(tenant, ids);
    const [figures, counted] = await Promise.all([
      this.repository.figures(series, window),
      this.repository.buckets(series, window),
    ]);
    const bySubscription = Map.groupBy(counted, ({ subscriptionId }) => subscriptionId);
    return {
      from: instant(window.from),
      to: instant(window.to),
      bucketSeconds: STATS_BUCKETS[window.bucket] / 1_000,
      items: ids.map((subscriptionId) => ({
        subscriptionId,
        ...(figures.get(subscriptionId) ?? NOTHING),
        buckets: course(window, bySubscription.get(subscriptionId) ?? []),
      })),
    };
  }
}

function course(
  { bucketStarts }: ChartWindow,
  counted: readonly CountedBucket[],
): SubscriptionHealthItem['buckets'] {
  const byBegin = new Map(counted.map((bucket) => [bucket.begin, bucket]));
  return bucketStarts.map((begin) => {
    const { count, successes } = byBegin.get(begin) ?? NOTHING;
    return { at: instant(begin), successes, failures: count - successes };
  });
}

function assertFits(buckets: number): void {
  if (buckets <= HEALTH_BUCKETS_MAX) return;
  const pointer = '/query/bucket';
  const detail = `would make ${buckets} buckets, and an answer has at most ${HEALTH_BUCKETS_MAX}: choose a longer one, or fewer subscriptions`;
  throw new FailureError({
    kind: 'invalid',
    detail: `${pointer}: ${detail}`,
    errors: [{ pointer, detail }],
  });
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
