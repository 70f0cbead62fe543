import {
  BUCKETS,
  SLA_MARKS,
  SLA_SWEEP_KEY,
  slaSweepSchema,
  TransientError,
  type SlaSweep,
} from '@deskhook/contracts';
import { Claims, VersionedBucket, type Broker, type ScannedEntry } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { inParallel } from './in-parallel.js';
import type { PoliciesView } from './policies.view.js';
import { isStale, type SlaStateStore } from './sla-state-store.js';
import type { SlaService } from './sla.service.js';

const TICKETS_AT_ONCE = 16;
const LOOK_MS_MAX = 60_000;
/** An alarm that has not rung by then was lost. */
const OVERDUE_MS = 60_000;
/** No second replica begins within this time of the first. */
const CLAIM_MS = 60_000;

export interface SweepParts {
  readonly broker: Broker;
  readonly policies: PoliciesView;
  readonly store: SlaStateStore;
  readonly sla: SlaService;
}

export interface SweepSettings {
  readonly replica: string;
  readonly horizonMs: number;
  readonly everyMs: number;
}

/**
 * Looks through all states now and then: sets the alarms that come within the horizon, and mends what a crash or a race left
 * behind, which are alarms that did not ring and states that were judged by policies of before.
 */
export class SweepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly startedAt = Date.now();
  private readonly memory: VersionedBucket;
  private readonly claims: Claims;
  private timer: NodeJS.Timeout | null = null;
  private going: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly parts: SweepParts,
    private readonly settings: SweepSettings,
    private readonly logger: Logger,
  ) {
    this.memory = new VersionedBucket(parts.broker, BUCKETS.timers);
    this.claims = new Claims(parts.broker);
  }

  onApplicationBootstrap(): void {
    const lookMs = Math.min(this.settings.everyMs, LOOK_MS_MAX);
    this.timer = setInterval(() => this.next(), lookMs).unref();
    this.next();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.isStopped = true;
    await this.going;
  }

  private next(): void {
    this.going = this.going
      .then(() => this.sweepIfDue())
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'sla.sweep-interrupted');
      });
  }

  /** After a start, and then each time that it is due; by one replica at a time. */
  private async sweepIfDue(): Promise<void> {
    const now = Date.now();
    const entry = await this.memory.read(SLA_SWEEP_KEY);
    const last = entry.text === null ? null : slaSweepSchema.parse(JSON.parse(entry.text));
    if (
      this.isStopped ||
      (last !== null && last.at >= this.startedAt && now - last.at < this.settings.everyMs)
    )
      return;
    const claim = { parts: [SLA_SWEEP_KEY], owner: this.settings.replica, windowMs: CLAIM_MS };
    if (!(await this.claims.claim(claim, now))) return;
    await this.sweep(last, now);
    const done: SlaSweep = { at: now, setUntil: now + this.settings.horizonMs };
    await this.memory.replace(SLA_SWEEP_KEY, entry, JSON.stringify(done));
  }

  private async sweep(last: SlaSweep | null, now: number): Promise<void> {
    const { policies, store } = this.parts;
    await policies.current();
    let tickets = 0;
    let touched = 0;
    for await (const batch of store.scan({})) {
      if (this.isStopped) throw new Error('the service is stopping');
      const chosen = batch.filter((entry) => this.needsLook(entry, last, now));
      await inParallel(chosen, TICKETS_AT_ONCE, (entry) => this.look(entry));
      tickets += batch.length;
      touched += chosen.length;
    }
    this.logger.info({ tickets, touched, durationMs: Date.now() - now }, 'sla.swept');
  }

  /** A ticket that cannot be looked at must not keep the sweep from all others. */
  private async look({ key }: ScannedEntry): Promise<void> {
    const { policies, sla } = this.parts;
    try {
      if (policies.isGone(tenantOf(key))) await sla.forget(key);
      else await sla.update(key, [], Date.now());
    } catch (error) {
      if (error instanceof TransientError) throw error;
      this.logger.error({ key, err: error }, 'sla.ticket-unreadable');
    }
  }

  private needsLook(entry: ScannedEntry, last: SlaSweep | null, now: number): boolean {
    const tenant = tenantOf(entry.key);
    if (this.parts.policies.isGone(tenant)) return true;
    if (isStale(entry, this.parts.policies.mark(tenant)) || entry.mark(SLA_MARKS.open) === '') return true;
    const mark = entry.mark(SLA_MARKS.next);
    if (mark === '') return false;
    const next = Number(mark);
    if (next > now + this.settings.horizonMs) return false;
    return next > (last?.setUntil ?? -Infinity) || next < now - OVERDUE_MS;
  }
}

const tenantOf = (key: string): string => key.split('.')[0] ?? '';
