import { STATS_ITEMS_MAX, type RpcRequest, type Stats, type StatsBucket } from '@deskhook/contracts';
import { Injectable } from '@nestjs/common';
import { LogTermSearch } from './log-term-search.repository.js';
import { statsWindow } from './stats-window.js';
import { StatsRepository, type StatsFigures } from './stats.repository.js';

const NOTHING = { count: 0, successes: 0, failures: 0, averageMs: null, p95Ms: null };

/** How the attempts of a window fared. */
@Injectable()
export class StatsService {
  constructor(
    private readonly stats: StatsRepository,
    private readonly terms: LogTermSearch,
  ) {}

  async of({ tenant, query, hidesSecrets = false }: RpcRequest<'logs.stats'>, now: number): Promise<Stats> {
    const window = statsWindow(query, now);
    const filter = { tenant, series: await this.terms.series({ ...query, tenant, hidesSecrets }) };
    const [total, items, buckets] = await Promise.all([
      this.stats.total(filter, window),
      this.stats.items(filter, window),
      query.bucket === undefined ? null : this.stats.buckets(filter, window, query.bucket),
    ]);
    return {
      from: instant(window.from),
      to: instant(window.to),
      total,
      items: items.slice(0, STATS_ITEMS_MAX).map((item) => ({ ...item, lastAt: item.lastAt ?? '' })),
      truncated: items.length > STATS_ITEMS_MAX,
      buckets: buckets === null ? null : (window.bucketStarts ?? []).map((at) => bucketAt(at, buckets)),
    };
  }
}

function bucketAt(at: number, buckets: ReadonlyMap<number, StatsFigures>): StatsBucket {
  const { lastAt: _, ...figures } = buckets.get(at) ?? { ...NOTHING, lastAt: null };
  return { at: instant(at), ...figures };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
