import { BUCKETS, healthKey, healthRecordSchema, type HealthRecord } from '@deskhook/contracts';
import {
  asksForPatience,
  isEstablished,
  isGivenUp,
  isGone,
  runAfterFailure,
  type FailureRun,
} from '@deskhook/domain';
import { BucketView, type Broker, type BucketListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { EndpointNews, GivingUp } from '../notices/endpoint-news.js';
import type { Endpoint, Observation } from './endpoint-control.js';
import type { EndpointObserver, QuietTime } from './endpoints.js';
import { HealthStore } from './health.store.js';
import { KeyedWork } from './keyed-work.js';

export interface HealthParts {
  readonly broker: Broker;
  readonly news: EndpointNews;
  /** 0: never. */
  readonly disableAfterMs: number;
}

/** A shorter wait is not worth a write: the others find out for themselves. */
const QUIET_MS_SHARED = 5_000;
const RUNS_MAX = 100_000;

/**
 * Follows which endpoints do nothing but fail, over all replicas and restarts: tells when one recovers, and gives up the
 * one that failed for too long or is gone. It writes when an endpoint gets into trouble and when that is over, not with every
 * attempt.
 */
export class EndpointHealth
  implements EndpointObserver, BucketListener, OnApplicationBootstrap, OnApplicationShutdown
{
  /** As this process has seen them. */
  private readonly runs = new Map<string, FailureRun>();
  /** As all replicas know them. */
  private readonly records = new Map<string, HealthRecord>();
  private readonly keys = new WeakMap<Endpoint, string>();
  private readonly store: HealthStore;
  private readonly view: BucketView;
  private readonly work: KeyedWork;

  constructor(
    private readonly parts: HealthParts,
    private readonly logger: Logger,
  ) {
    this.store = new HealthStore(parts.broker);
    this.view = new BucketView(parts.broker, { bucket: BUCKETS.health, filters: ['>'] }, this, logger);
    this.work = new KeyedWork(logger);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.view.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.done();
    await this.view.close();
  }

  put(key: string, value: unknown): void {
    this.records.set(key, healthRecordSchema.parse(value));
  }

  /** Somebody delivered to it, or gave it up: what failed before is over here as well. */
  remove(key: string): void {
    this.records.delete(key);
    this.runs.delete(key);
  }

  quiet(endpoint: Endpoint): QuietTime | null {
    if (this.records.size === 0) return null;
    const record = this.records.get(this.keyOf(endpoint));
    return record?.quietUntil == null ? null : { until: record.quietUntil, reason: record.reason };
  }

  /** Since when nothing but failures came of it, in epoch milliseconds; null: it does not fail that much. */
  failingSince(endpoint: Endpoint): number | null {
    return this.records.get(this.keyOf(endpoint))?.failingSince ?? null;
  }

  observed(endpoint: Endpoint, observation: Observation): void {
    if (!observation.delivered) return this.failed(endpoint, observation);
    if (this.runs.size === 0 && this.records.size === 0 && this.work.isIdle) return;
    const key = this.keyOf(endpoint);
    this.runs.delete(key);
    if (this.records.has(key) || this.work.isAtWorkOn(key))
      this.work.add(key, 'recover', () => this.recover(key, endpoint));
  }

  private failed(
    endpoint: Endpoint,
    { startedAt, durationMs, code, error, retryAfterMs }: Observation,
  ): void {
    const key = this.keyOf(endpoint);
    const endedAt = Math.ceil(startedAt + durationMs);
    const run = this.extendRun(key, endedAt);
    const failure = error ?? `the endpoint answered ${code ?? 'nothing'}`;
    const since = this.records.get(key)?.failingSince ?? (isEstablished(run, endedAt) ? run.since : null);
    if (isGone(code)) {
      this.giveUp(key, endpoint, { since: since ?? run.since, reason: 'it answered 410 Gone' });
    } else if (since !== null && isGivenUp(since, endedAt, this.parts.disableAfterMs)) {
      const reason = `nothing but failures since ${new Date(since).toISOString()}, at last: ${failure}`;
      this.giveUp(key, endpoint, { since, reason });
    } else {
      const asked = asksForPatience(code) ? (retryAfterMs ?? 0) : 0;
      const quietUntil = asked >= QUIET_MS_SHARED ? endedAt + asked : null;
      this.share({ ...endpoint, failingSince: since, quietUntil, reason: failure }, key);
    }
  }

  /** Tells the other replicas, where they do not know it yet. */
  private share(record: HealthRecord, key: string): void {
    const known = this.records.get(key);
    const isNews = record.failingSince !== null && known?.failingSince == null;
    const isLonger = (record.quietUntil ?? 0) > (known?.quietUntil ?? 0) + QUIET_MS_SHARED;
    if (isNews || isLonger) {
      this.work.add(key, 'share', async () => this.put(key, await this.store.write(key, record)));
    }
  }

  private giveUp(key: string, endpoint: Endpoint, why: GivingUp): void {
    this.work.add(key, 'give-up', async () => {
      if (await this.parts.news.disabled(endpoint, why)) await this.erase(key);
    });
  }

  private async recover(key: string, endpoint: Endpoint): Promise<void> {
    const record = await this.store.read(key);
    if (record === null) return;
    if (record.failingSince !== null) await this.parts.news.recovered(endpoint, record.failingSince);
    await this.erase(key);
  }

  private async erase(key: string): Promise<void> {
    await this.store.erase(key);
    this.remove(key);
  }

  private extendRun(key: string, endedAt: number): FailureRun {
    const run = runAfterFailure(this.runs.get(key) ?? null, endedAt);
    this.runs.set(key, run);
    const [oldest] = this.runs.keys();
    if (this.runs.size > RUNS_MAX && oldest !== undefined) this.runs.delete(oldest);
    return run;
  }

  private keyOf(endpoint: Endpoint): string {
    const known = this.keys.get(endpoint);
    if (known !== undefined) return known;
    const made = healthKey(endpoint);
    this.keys.set(endpoint, made);
    return made;
  }
}
