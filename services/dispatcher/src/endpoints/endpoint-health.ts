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
import { isOfFormerPeriod, type EnabledPeriod, type EnabledPeriods } from './enabled-period.js';
import { HealthStore } from './health.store.js';
import { KeyedWork } from './keyed-work.js';

export interface HealthParts {
  readonly broker: Broker;
  readonly news: EndpointNews;
  readonly periods: EnabledPeriods;
  /** 0: never. */
  readonly disableAfterMs: number;
}

/** A shorter wait is not worth a write: the others find out for themselves. */
const QUIET_MS_SHARED = 5_000;
const RUNS_MAX = 100_000;
const SWEEP_MS = 60_000;
/** How long after the wish to be left alone an endpoint that nothing came of since is remembered. */
const QUIET_MS_KEPT = 86_400_000;

/** Failures of an endpoint in a row. */
interface Seen {
  readonly endpoint: Endpoint;
  readonly run: FailureRun;
}

/**
 * Follows which endpoints do nothing but fail, over all replicas and restarts: tells when one recovers, and gives up the
 * one that failed for too long or is gone. It writes when an endpoint gets into trouble and when that is over, not with every
 * attempt. Whoever has an endpoint sent to again gives it a new start: what it did before that counts no more.
 */
export class EndpointHealth
  implements EndpointObserver, BucketListener, OnApplicationBootstrap, OnApplicationShutdown
{
  /** As this process has seen them. */
  private readonly runs = new Map<string, Seen>();
  /** As all replicas know them. */
  private readonly records = new Map<string, HealthRecord>();
  private readonly keys = new WeakMap<Endpoint, string>();
  private readonly store: HealthStore;
  private readonly view: BucketView;
  private readonly work: KeyedWork;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly parts: HealthParts,
    private readonly logger: Logger,
  ) {
    this.store = new HealthStore(parts.broker);
    this.view = new BucketView(parts.broker, { bucket: BUCKETS.health, filters: ['>'] }, this, logger);
    this.work = new KeyedWork(logger);
  }

  onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => this.sweep(), SWEEP_MS).unref();
    return this.view.start();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
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
    return record?.quietUntil == null || this.isOver(record)
      ? null
      : { until: record.quietUntil, reason: record.reason };
  }

  /** Since when nothing but failures came of it, in epoch milliseconds; null: it does not fail that much. */
  failingSince(endpoint: Endpoint): number | null {
    const record = this.records.get(this.keyOf(endpoint));
    return record === undefined || this.isOver(record) ? null : record.failingSince;
  }

  observed(endpoint: Endpoint, observation: Observation): void {
    if (!observation.delivered) return this.failed(endpoint, observation);
    if (this.runs.size === 0 && this.records.size === 0 && this.work.isIdle) return;
    const key = this.keyOf(endpoint);
    this.runs.delete(key);
    if (this.records.has(key) || this.work.isAtWorkOn(key))
      this.work.add(key, 'recover', () => this.recover(key, endpoint));
  }

  /** Forgets endpoints that are not sent to any more, or were not for a while: neither bucket nor memory only grows. */
  sweep(): void {
    const { periods } = this.parts;
    if (!periods.ready) return;
    for (const [key, { endpoint, run }] of this.runs) {
      const period = periods.periodOf(endpoint);
      if (period.kind !== 'enabled' || isOfFormerPeriod(run.since, period)) this.runs.delete(key);
    }
    for (const [key, record] of this.records)
      if (this.isForgettable(record)) this.work.add(key, 'forget', () => this.forget(key));
  }

  private failed(
    endpoint: Endpoint,
    { startedAt, durationMs, code, error, retryAfterMs }: Observation,
  ): void {
    const key = this.keyOf(endpoint);
    const period = this.parts.periods.periodOf(endpoint);
    if (period.kind === 'disabled') return;
    const enabledSince = period.kind === 'enabled' ? period.since : 0;
    const endedAt = Math.ceil(startedAt + durationMs);
    const run = this.extendRun(endpoint, endedAt, period);
    const failure = error ?? `the endpoint answered ${code ?? 'nothing'}`;
    const since = this.failingSince(endpoint) ?? (isEstablished(run, endedAt) ? run.since : null);
    if (isGone(code)) {
      const reason = 'it answered 410 Gone';
      this.giveUp(key, endpoint, { enabledSince, since: since ?? run.since, reason });
    } else if (since !== null && isGivenUp(since, endedAt, this.parts.disableAfterMs)) {
      const reason = `nothing but failures since ${new Date(since).toISOString()}, at last: ${failure}`;
      this.giveUp(key, endpoint, { enabledSince, since, reason });
    } else {
      const asked = asksForPatience(code) ? (retryAfterMs ?? 0) : 0;
      const quietUntil = asked >= QUIET_MS_SHARED ? endedAt + asked : null;
      this.share({ ...endpoint, failingSince: since, quietUntil, reason: failure }, key);
    }
  }

  /** Tells the other replicas, where they do not know it yet. */
  private share(record: HealthRecord, key: string): void {
    const stored = this.records.get(key);
    const known = stored === undefined || this.isOver(stored) ? null : stored;
    const isNews = record.failingSince !== null && known?.failingSince == null;
    const isLonger = (record.quietUntil ?? 0) > (known?.quietUntil ?? 0) + QUIET_MS_SHARED;
    if (isNews || isLonger) {
      const write = () => this.store.write(key, record, (before) => this.isOver(before));
      this.work.add(key, 'share', async () => this.put(key, await write()));
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
    if (record.failingSince !== null && !this.isOver(record))
      await this.parts.news.recovered(endpoint, record.failingSince);
    await this.erase(key);
  }

  private async erase(key: string): Promise<void> {
    await this.store.erase(key);
    this.remove(key);
  }

  private async forget(key: string): Promise<void> {
    if (await this.store.erase(key, (record) => this.isForgettable(record))) this.remove(key);
  }

  private isForgettable(record: HealthRecord): boolean {
    const { failingSince, quietUntil } = record;
    const isLongAgo = failingSince === null && (quietUntil ?? 0) + QUIET_MS_KEPT < Date.now();
    return isLongAgo || this.isOver(record) || this.parts.periods.periodOf(record).kind === 'unknown';
  }

  /** Whether it is of before somebody stopped sending there, or had it begin anew. */
  private isOver(record: HealthRecord): boolean {
    const period = this.parts.periods.periodOf(record);
    if (period.kind === 'disabled') return true;
    return record.failingSince !== null && isOfFormerPeriod(record.failingSince, period);
  }

  private extendRun(endpoint: Endpoint, endedAt: number, period: EnabledPeriod): FailureRun {
    const key = this.keyOf(endpoint);
    const before = this.runs.get(key)?.run ?? null;
    const goesOn = before !== null && !isOfFormerPeriod(before.since, period);
    const run = runAfterFailure(goesOn ? before : null, endedAt);
    this.runs.set(key, { endpoint, run });
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
