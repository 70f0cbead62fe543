import { STATS_ITEMS_MAX, type RpcRequest, type Stats, type StatsBucket } from '@deskhook/contracts';
import { Injectable } from '@nestjs/common';
import { statsWindow } from './stats-window.js';
import { StatsRepository } from './stats.repository.js';

const NOTHING = { count: 0, successes: 0, failures: 0, averageMs: null, p95Ms: null };

/** How the attempts of a window fared. */
@Injectable()
export class StatsService {
  constructor(private readonly stats: StatsRepository) {}

  async of({ tenant, query, hidesSecrets = false }: RpcRequest<'logs.stats'>, now: number): Promise<Stats> {
    const window = statsWindow(query, now);
    const filter = { ...query, tenant, hidesSecrets };
    const { total, items } = await this.stats.figures(filter, window);
    const buckets =
      query.bucket === undefined ? null : await this.stats.buckets(filter, window, query.bucket);
    return {
      from: instant(window.from),
      to: instant(window.to),
      total,
      items: items.slice(0, STATS_ITEMS_MAX),
      truncated: items.length > STATS_ITEMS_MAX,
      buckets: buckets === null ? null : (window.bucketStarts ?? []).map((at) => bucketAt(at, buckets)),
    };
  }
}

function bucketAt(at: number, buckets: ReadonlyMap<number, Omit<StatsBucket, 'at'>>): StatsBucket {
  return { at: instant(at), ...(buckets.get(at) ?? NOTHING) };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
