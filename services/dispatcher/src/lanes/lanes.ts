import { configKeys, STREAMS } from '@deskhook/contracts';
import { lastSequenceOf, onNudge, sendNudge, withDeadline } from '@deskhook/messaging';
import type {
  BeforeApplicationShutdown,
  OnApplicationBootstrap,
  OnApplicationShutdown,
} from '@nestjs/common';
import type { Endpoint } from '../endpoints/endpoint-control.js';
import { laneById, laneOf, type LaneAddress } from './lane-address.js';
import { LaneDrain } from './lane-drain.js';
import type { LaneParts } from './lane-parts.js';
import { LaneSweep } from './lane-sweep.js';
import type { LeaseListener } from './leases.js';
import { Pulse } from './pulse.js';

/** Topic of the nudges between dispatchers: the ids of lanes, separated by blanks. */
const TOPIC = 'lanes';
const TEND_MS = 500;
/** How long a lane is left to processes that can open the secrets that this one cannot. */
const AVOIDED_MS = 30_000;
/** Nudges of so long go together. */
const GATHER_MS = 2;

/**
 * The lanes that this process drains. A lane exists while deliveries for its endpoint wait, and a moment longer: whoever parks
 * one sees to it that some process drains the lane.
 *
 * No wake-up is lost for good: a delivery is stored first, then whoever drains the lane is told; who lets a lane go looks at its
 * end once more afterwards; and a sweep finds every lane that nobody drains, and what a drain has not heard of.
 */
export class Lanes
  implements LeaseListener, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly drains = new Map<string, LaneDrain>();
  /** Lanes that are being opened or closed just now. */
  private readonly changing = new Set<string>();
  /** Lanes for whose secrets this process has no key, and until when they are left to others. */
  private readonly avoided = new Map<string, number>();
  private readonly sweep: LaneSweep;
  private readonly nudges = new Map<string | null, Set<string>>();
  private readonly stopped: Promise<void>[] = [];
  private hearing: { stop: () => void } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closing = false;

  constructor(
    private readonly parts: LaneParts,
    private readonly drainMsMax: number,
  ) {
    this.sweep = new LaneSweep(parts, this);
    parts.leases.listen(this);
  }

  /** Before any delivery is handled: which endpoints have lanes must be known by then. */
  async onApplicationBootstrap(): Promise<void> {
    await this.parts.leases.start();
    this.hear();
    this.timer = setInterval(() => this.tend(), TEND_MS).unref();
    this.sweep.start();
  }

  /** Nothing more is begun, and each lane is let go as soon as nothing of it is in flight: another process goes on. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    this.parts.leases.pulse.leave();
    this.sweep.stop();
    this.parts.marks.close();
    this.hearing?.stop();
    if (this.timer !== null) clearInterval(this.timer);
    for (const drain of this.drains.values()) this.stopped.push(this.letGo(drain));
    setTimeout(() => this.end(), this.drainMsMax).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ended();
    await this.parts.leases.close();
  }

  /** Resolves when nothing is in flight any more, or the time for that is over. */
  async ended(): Promise<void> {
    await withDeadline(Promise.all(this.stopped), this.drainMsMax);
  }

  /** Whether deliveries for the endpoint are parked. */
  isOpen(endpoint: Endpoint): boolean {
    const { leases } = this.parts;
    return !leases.isEmpty && leases.has(laneOf(endpoint).id);
  }

  drainOf(lane: string): LaneDrain | null {
    return this.drains.get(lane) ?? null;
  }

  /** A delivery waits in the lane: sees to it that somebody drains it. Nobody waits for that. */
  parked(lane: LaneAddress): void {
    const drain = this.drains.get(lane.id);
    if (drain !== undefined) return drain.news();
    if (this.nudgeOther(lane)) return;
    if (this.closing || this.avoids(lane.id)) this.nudge(null, lane.id);
    else void this.open(lane);
  }

  /** What waits for the subscription with this key may be to be sent otherwise now, or not at all. */
  subscriptionChanged(key: string): void {
    const isOf = (lane: LaneAddress | null) =>
      lane !== null && configKeys.subscription(lane.tenant, lane.subscriptionId) === key;
    for (const drain of this.drains.values()) if (isOf(drain.lane)) drain.news();
    for (const id of this.avoided.keys()) if (isOf(laneById(id))) this.avoided.delete(id);
  }

  /** Takes the lane, if nobody has it, and drains it. */
  async open(lane: LaneAddress): Promise<void> {
    if (this.closing || this.avoids(lane.id)) return;
    if (this.changing.has(lane.id) || this.drains.has(lane.id)) return;
    const { leases, logger } = this.parts;
    this.changing.add(lane.id);
    try {
      if (await leases.take(lane.id)) this.begin(lane);
      else this.nudgeOther(lane);
    } catch (error) {
      logger.warn({ lane: lane.id, err: error }, 'lane.not-opened');
    } finally {
      this.changing.delete(lane.id);
    }
  }

  lost(lane: string): void {
    const drain = this.drains.get(lane);
    if (drain !== undefined) void this.letGo(drain);
  }

  released(): void {
    this.sweep.soon();
  }

  private nudgeOther(lane: LaneAddress): boolean {
    const holder = this.parts.leases.otherHolder(lane.id);
    if (holder !== null) this.nudge(Pulse.processOf(holder), lane.id);
    return holder !== null;
  }

  private begin(lane: LaneAddress): void {
    if (this.closing) {
      this.stopped.push(this.parts.leases.giveUp(lane.id));
      return;
    }
    this.drains.set(lane.id, new LaneDrain(this.parts, lane));
    this.parts.logger.info({ tenant: lane.tenant, lane: lane.id }, 'lane.opened');
  }

  private avoids(lane: string): boolean {
    const until = this.avoided.get(lane) ?? 0;
    if (until > performance.now()) return true;
    this.avoided.delete(lane);
    return false;
  }

  /** Lets a lane go that is not empty: whoever has the key finds it without anybody. */
  private leave(drain: LaneDrain): void {
    this.avoided.set(drain.lane.id, performance.now() + AVOIDED_MS);
    void this.letGo(drain);
  }

  private tend(): void {
    for (const drain of this.drains.values()) {
      const { lane } = drain;
      if (!this.parts.leases.owns(lane.id)) void this.letGo(drain);
      else if (drain.isUnreadable) this.leave(drain);
      else if (drain.isIdle) void this.close(drain);
    }
  }

  /** What came while it was let go found it still open: the end of the lane is looked at once more. */
  private async close(drain: LaneDrain): Promise<void> {
    const { lane } = drain;
    if (this.changing.has(lane.id)) return;
    await this.letGo(drain);
    try {
      const last = await lastSequenceOf(this.parts.broker, STREAMS.parked, lane.subject);
      if (last > 0) await this.open(lane);
    } catch (error) {
      this.parts.logger.warn({ lane: lane.id, err: error }, 'lane.not-looked-at');
    }
  }

  private async letGo(drain: LaneDrain): Promise<void> {
    const { lane } = drain;
    if (this.changing.has(lane.id)) return;
    this.changing.add(lane.id);
    await drain.stop();
    this.drains.delete(lane.id);
    try {
      await this.parts.leases.giveUp(lane.id);
      this.parts.logger.info({ tenant: lane.tenant, lane: lane.id }, 'lane.closed');
    } catch (error) {
      this.parts.logger.warn({ lane: lane.id, err: error }, 'lane.not-released');
    } finally {
      this.changing.delete(lane.id);
    }
  }

  private end(): void {
    for (const drain of this.drains.values()) drain.end();
  }

  private hear(): void {
    const { broker, leases } = this.parts;
    this.hearing = onNudge(broker, TOPIC, leases.pulse.process, (text) => {
      for (const id of text.split(' ')) {
        const lane = laneById(id);
        // Whoever avoids it has nothing to say but that, and would say it to itself.
        if (lane !== null && !this.avoids(lane.id)) this.parked(lane);
      }
    });
  }

  private nudge(holder: string | null, lane: string): void {
    const gathered = this.nudges.get(holder) ?? new Set();
    if (this.nudges.size === 0) setTimeout(() => this.sendNudges(), GATHER_MS);
    this.nudges.set(holder, gathered.add(lane));
  }

  private sendNudges(): void {
    for (const [holder, lanes] of this.nudges)
      sendNudge(this.parts.broker, TOPIC, holder, [...lanes].join(' '));
    this.nudges.clear();
  }
}
