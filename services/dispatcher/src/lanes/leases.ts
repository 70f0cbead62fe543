import { BUCKETS } from '@deskhook/contracts';
import { BucketView, MarkedBucket, type Broker, type BucketListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { z } from 'zod';
import { Pulse } from './pulse.js';

/** Hears what happens to leases without its doing. */
export interface LeaseListener {
  /** Another process has it now, or this one must not rely on it any more. */
  lost(lane: string): void;
  /** Nobody has it any more. */
  released(lane: string): void;
}

interface Lease {
  readonly holder: string;
  readonly revision: number;
}

const LANE_PREFIX = 'lane.';
const leaseSchema = z.object({ holder: z.string() });
/** A lease outlives its process for this long at most; it is taken over as soon as somebody needs the lane. */
const KEEP_OPTIONS = { marks: {}, keepMs: null };

/**
 * Who drains which lane: at most one process, for as long as its pulse counts. While a lease exists, everybody parks what is
 * for that endpoint.
 */
export class Leases implements BucketListener {
  readonly pulse: Pulse;
  private readonly bucket: MarkedBucket;
  private readonly view: BucketView;
  /** As all processes know them. */
  private readonly known = new Map<string, Lease>();
  /** Ours, with the revision that we wrote. */
  private readonly held = new Map<string, number>();
  private listener: LeaseListener | null = null;

  constructor(broker: Broker, logger: Logger) {
    this.bucket = new MarkedBucket(broker, BUCKETS.leases);
    this.pulse = new Pulse(broker, () => this.loseAll(), logger);
    const source = { bucket: BUCKETS.leases, filters: ['holder.*', `${LANE_PREFIX}*.*.*`] };
    this.view = new BucketView(broker, source, this, logger);
  }

  /** Returns when it is known who has which lane. */
  async start(): Promise<void> {
    await this.view.start();
    await this.pulse.start();
  }

  async close(): Promise<void> {
    await this.pulse.stop();
    await this.view.close();
  }

  get heldCount(): number {
    return this.held.size;
  }

  listen(listener: LeaseListener): void {
    this.listener = listener;
  }

  /** Whether somebody drains the lane, or did when it was last heard of. */
  has(lane: string): boolean {
    return this.held.has(lane) || this.known.has(lane);
  }

  get isEmpty(): boolean {
    return this.held.size === 0 && this.known.size === 0;
  }

  /** Whether it is this process that has the lane, as far as it knows. */
  owns(lane: string): boolean {
    return this.held.has(lane);
  }

  /** Whether this process may begin to send what waits in the lane. */
  holds(lane: string): boolean {
    return this.pulse.isValid && this.held.has(lane);
  }

  /** Another process that has the lane and seems to be alive; null: none. */
  otherHolder(lane: string): string | null {
    const lease = this.known.get(lane);
    return lease !== undefined && this.pulse.seemsAlive(lease.holder) ? lease.holder : null;
  }

  /** Takes the lane unless a living process has it. Throws a TransientError while the broker is away. */
  async take(lane: string): Promise<boolean> {
    if (!this.pulse.isValid) return false;
    const entry = await this.bucket.read(LANE_PREFIX + lane);
    const holder = entry.text === null ? null : leaseSchema.parse(JSON.parse(entry.text)).holder;
    const { id } = this.pulse;
    if (holder !== null && holder !== id && !(await this.pulse.isGone(holder))) return false;
    const text = JSON.stringify({ holder: id });
    const revision = await this.bucket.write(LANE_PREFIX + lane, entry, text, KEEP_OPTIONS);
    if (revision === null || id !== this.pulse.id) return false;
    this.held.set(lane, revision);
    return true;
  }

  /** Lets the lane go. */
  async giveUp(lane: string): Promise<void> {
    const revision = this.held.get(lane);
    this.held.delete(lane);
    if (revision !== undefined) await this.bucket.remove(LANE_PREFIX + lane, { revision });
  }

  /** Erases the lease of a lane in which nothing waits and whose process is gone. */
  async sweep(lane: string): Promise<void> {
    if (this.held.has(lane)) return;
    const entry = await this.bucket.read(LANE_PREFIX + lane);
    if (entry.text === null) return;
    const { holder } = leaseSchema.parse(JSON.parse(entry.text));
    if (await this.pulse.isGone(holder)) await this.bucket.remove(LANE_PREFIX + lane, entry);
  }

  /** Every lane that some process has, or had when it died. */
  lanes(): readonly string[] {
    return [...this.known.keys()];
  }

  put(key: string, value: unknown, revision: number): void {
    if (!key.startsWith(LANE_PREFIX)) return this.pulse.saw(key, value);
    const lane = key.slice(LANE_PREFIX.length);
    const { holder } = leaseSchema.parse(value);
    this.known.set(lane, { holder, revision });
    const ours = this.held.get(lane);
    if (ours === undefined || ours >= revision) return;
    this.held.delete(lane);
    this.listener?.lost(lane);
  }

  remove(key: string): void {
    if (!key.startsWith(LANE_PREFIX)) return this.pulse.left(key);
    const lane = key.slice(LANE_PREFIX.length);
    this.known.delete(lane);
    if (!this.held.has(lane)) this.listener?.released(lane);
  }

  private loseAll(): void {
    const lanes = [...this.held.keys()];
    this.held.clear();
    for (const lane of lanes) this.listener?.lost(lane);
  }
}
