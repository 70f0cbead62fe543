import { STATS_BUCKETS, type Overview, type OverviewQuery } from '@deskhook/contracts';
import { Injectable } from '@nestjs/common';
import { chartWindow } from '../query/stats-window.js';
import { StatsRepository } from '../query/stats.repository.js';
import { FailingEndpointsRepository } from './failing-endpoints.repository.js';
import { OverviewRepository, type OverviewFigures } from './overview.repository.js';

const NOTHING = { accepted: 0, deliveries: 0, delivered: 0, dead: 0, cancelled: 0, open: 0 };
type Figures = typeof NOTHING;

/** How a tenant fares, at a glance. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly overview: OverviewRepository,
    private readonly endpoints: FailingEndpointsRepository,
    private readonly stats: StatsRepository,
  ) {}

  async of(tenant: string, query: OverviewQuery, now: number): Promise<Overview> {
    const window = chartWindow(query, now);
    const [buckets, asOf, attempts, oldestOpen, worstEndpoints, sla] = await Promise.all([
      this.overview.buckets(tenant, window),
      this.overview.asOf(),
      this.stats.total({ tenant, series: null }, window),
      this.overview.oldestOpen(tenant),
      this.endpoints.worst(tenant, window),
      this.overview.sla(tenant, window),
    ]);
    const { accepted, deliveries: made, ...became } = buckets.reduce<Figures>(sum, NOTHING);
    const { lastAt: _, ...figures } = attempts;
    return {
      from: instant(window.from),
      to: instant(window.to),
      bucketSeconds: STATS_BUCKETS[window.bucket] / 1_000,
      buckets: course(window.bucketStarts, buckets),
      deliveries: { made, ...became },
      attempts: figures,
      oldestOpen,
      worstEndpoints,
      sla,
      events: { accepted },
      asOf,
    };
  }
}

/** In the order of time, without gaps. */
function course(begins: readonly number[], counted: readonly OverviewFigures[]): Overview['buckets'] {
  const byBegin = new Map<number, Figures>(counted.map((bucket) => [bucket.begin, bucket]));
  return begins.map((begin) => {
    const { delivered, dead, cancelled, open } = byBegin.get(begin) ?? NOTHING;
    return { at: instant(begin), delivered, dead, cancelled, open };
  });
}

function sum(one: Figures, two: Figures): Figures {
  return {
    accepted: one.accepted + two.accepted,
    deliveries: one.deliveries + two.deliveries,
    delivered: one.delivered + two.delivered,
    dead: one.dead + two.dead,
    cancelled: one.cancelled + two.cancelled,
    open: one.open + two.open,
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
