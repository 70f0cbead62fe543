import { LaneQueue } from '@deskhook/domain';
import type { Endpoint, Turn } from '../endpoints/endpoint-control.js';
import type { SendableSubscription } from '../sendable-subscription.js';
import type { LaneAddress } from './lane-address.js';
import { LaneDelivery } from './lane-delivery.js';
import { LanePace } from './lane-pace.js';
import type { LaneParts } from './lane-parts.js';
import { LaneReader } from './lane-reader.js';
import type { ParkedDelivery } from './parked-delivery.js';
import { Signal } from './signal.js';
import { reasonForLane } from './standing-lane.js';

const AHEAD_COUNT_MIN = 64;
const FAILURE_WAIT_MS = 500;
const UNREADABLE_WAIT_MS = 5_000;
/** Whatever is waited for is told; this is for what may be lost on the way. */
const LOOK_MS = 30_000;
/** What the endpoint bears may change with its subscription, which nobody tells. */
const ASK_AGAIN_MS = 1_000;
/** A lane that was opened for an endpoint in trouble is closed soon: while it is open, everything takes the longer way. */
const LINGER_MS = 2_000;
/** One that everything goes over in any case is kept: to open it costs more than to have it. */
const LINGER_MS_STANDING = 60_000;

/** Sends what waits in one lane, at the pace that its endpoint bears, for as long as this process has the lease. */
export class LaneDrain {
  private readonly queue = new LaneQueue<ParkedDelivery>();
  private readonly signal = new Signal();
  private readonly reader: LaneReader;
  private readonly delivery: LaneDelivery;
  private readonly running: Promise<void>;
  private pace: LanePace | null = null;
  /** Everything of events up to this one is in the queue, or has ended. */
  private mark = 0;
  private inFlight = 0;
  private stopping = false;
  /** The endpoint's last answer was no; it tells when it may have another. */
  private refusedUntil = 0;
  private idleSince: number | null = null;
  private isStanding = false;
  private unreadable = false;

  constructor(
    private readonly parts: LaneParts,
    readonly lane: LaneAddress,
  ) {
    const { broker, memory } = parts;
    this.delivery = new LaneDelivery(parts, lane);
    const reject = (stored: Parameters<LaneDelivery['reject']>[0]) => this.delivery.reject(stored);
    this.reader = new LaneReader({ broker, memory, reject }, lane, this.queue);
    this.running = this.run();
  }

  /** Whether nothing has waited here for so long that the lane may be closed. */
  get isIdle(): boolean {
    const lingerMs = this.isStanding ? LINGER_MS_STANDING : LINGER_MS;
    return this.idleSince !== null && performance.now() - this.idleSince >= lingerMs;
  }

  /** Whether this process cannot open the secrets that it needs to send; another may. */
  get isUnreadable(): boolean {
    return this.unreadable;
  }

  /** Something has come, or may have. */
  news(): void {
    this.idleSince = null;
    this.reader.news();
    this.signal.wake();
  }

  /** The lane holds so many by now: more than are known here means that news were lost. */
  holds(count: number): void {
    if (count > this.queue.size) this.news();
  }

  /** Whether the request of the delivery with this sequence is on its way. */
  isSending(sequence: number): boolean {
    return this.queue.has(sequence) && this.queue.waiting(sequence) === null;
  }

  /** How long until the rate limit lets one more begin, in milliseconds; null: one in flight must end first. 0: now. */
  limitedMs(subscription: SendableSubscription): number | null {
    return this.paceMs(subscription);
  }

  /** Begins nothing more; resolves when all that is in flight is settled. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.reader.stop();
    this.signal.wake();
    await this.running;
  }

  /** What is not settled by now stays as it is. */
  end(): void {
    this.delivery.end();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const waitMs = await this.round();
      if (!this.stopping) await this.signal.wait(waitMs);
    }
    while (this.inFlight > 0) await this.signal.wait(LOOK_MS);
    this.parts.slots.withdraw(this.lane.id);
    this.reader.forget();
    await this.pace?.close().catch((error: unknown) => this.log(error));
  }

  /** Begins what can be begun; returns for how long there is nothing to do. */
  private async round(): Promise<number> {
    try {
      return await this.look();
    } catch (error) {
      this.log(error);
      this.reader.news();
      return FAILURE_WAIT_MS;
    }
  }

  private async look(): Promise<number> {
    const { leases, lookup, slots } = this.parts;
    if (!leases.holds(this.lane.id)) return FAILURE_WAIT_MS;
    const endpoint = await this.reader.endpoint();
    if (endpoint === null) return this.rest();
    const standing = await lookup.find(endpoint);
    this.unreadable = standing.kind === 'unreadable';
    switch (standing.kind) {
      case 'send':
        return this.drain(endpoint, standing.subscription);
      case 'cancel':
        slots.withdraw(this.lane.id);
        return this.cancel(standing.reason);
      case 'unreadable':
        slots.withdraw(this.lane.id);
        return UNREADABLE_WAIT_MS;
      default:
        return standing satisfies never;
    }
  }

  private async drain(endpoint: Endpoint, subscription: SendableSubscription): Promise<number> {
    const { ordering, maxConcurrency } = subscription.record.delivery;
    const inOrder = ordering === 'ticket';
    this.isStanding = reasonForLane(subscription.record) !== null;
    const ahead = inOrder ? Infinity : Math.max(AHEAD_COUNT_MIN, 2 * maxConcurrency);
    await this.reader.fill(inOrder, ahead);
    await this.openPace(subscription);
    let waitMs = this.beginAll(endpoint, subscription);
    if (this.queue.awaitsMark && this.parts.marks.value > this.mark) {
      await this.moveMark(inOrder);
      waitMs = this.beginAll(endpoint, subscription);
    }
    if (this.queue.awaitsMark) this.parts.marks.want(() => this.signal.wake());
    if (!this.reader.isAtEnd && this.queue.size < ahead) return 0;
    return this.queue.size === 0 ? this.rest() : waitMs;
  }

  /** Everything up to the mark is in the lane by now, so it is in the queue once the lane was read to its end. */
  private async moveMark(inOrder: boolean): Promise<void> {
    const { value } = this.parts.marks;
    await this.reader.readToEnd(inOrder);
    if (!this.stopping) this.mark = value;
  }

  private async openPace({ record }: SendableSubscription): Promise<void> {
    const { rateLimit } = record.delivery;
    if (rateLimit === null) this.pace = null;
    else this.pace ??= await LanePace.open(this.parts.broker, this.lane.id, rateLimit);
  }

  private beginAll(endpoint: Endpoint, subscription: SendableSubscription): number {
    for (;;) {
      const now = Date.now();
      const item = this.stopping ? null : this.queue.next(now, this.mark);
      if (item === null) return this.waitMs(this.queue.delayedUntil, now);
      if (now < this.refusedUntil) return this.waitMs(this.refusedUntil, now);
      const paceMs = this.paceMs(subscription);
      if (paceMs !== 0) return this.waitMs(paceMs === null ? null : now + paceMs, now);
      const turn = this.turn(endpoint, subscription, now);
      if (typeof turn === 'number') return turn;
      this.begin(item, subscription, turn);
    }
  }

  private begin(item: ParkedDelivery, subscription: SendableSubscription, turn: Turn): void {
    this.queue.begin(item);
    this.inFlight++;
    void this.send(item, subscription, turn)
      .catch((error: unknown) => {
        this.parts.logger.error({ lane: this.lane.id, err: error }, 'lane.failed');
      })
      .finally(() => {
        this.inFlight--;
        this.signal.wake();
      });
  }

  private async send(item: ParkedDelivery, subscription: SendableSubscription, turn: Turn): Promise<void> {
    const { rateLimit } = subscription.record.delivery;
    const { pace } = this;
    // Counted at once: others must not be begun in the meantime.
    const paced = rateLimit === null ? null : pace?.begin(rateLimit);
    paced?.catch(() => undefined);
    const begin = async () => void (await paced);
    const message = this.reader.message(item);
    const made = await this.delivery.attempt(item, message, { subscription, begin });
    const observation = made.kind === 'sent' ? made.run.observation : null;
    turn.end(observation);
    if (rateLimit !== null) pace?.end(rateLimit, observation !== null);
    this.parts.slots.release({ tenant: this.lane.tenant, lane: this.lane.id });
    this.signal.wake();
    if (made.kind === 'again') return this.queue.giveBack(item, Date.now() + FAILURE_WAIT_MS);
    const next = await this.delivery.settle(item, made);
    if (next !== undefined) await this.delivery.untilDone(() => this.reader.remove(item, next));
  }

  /** The right to send one request, or for how long there is none. */
  private turn(endpoint: Endpoint, { record }: SendableSubscription, now: number): Turn | number {
    const { slots, endpoints } = this.parts;
    const { id, tenant } = this.lane;
    if (!slots.take({ tenant, lane: id, granted: () => this.signal.wake() })) return LOOK_MS;
    const control = endpoints.control(endpoint, record.delivery);
    const admission = control.admit(now);
    if (admission.kind === 'send') return admission.turn;
    slots.release({ tenant, lane: id });
    this.refusedUntil =
      admission.kind === 'full' ? now + ASK_AGAIN_MS : Math.min(admission.until, now + LOOK_MS);
    void control.changed().then(() => {
      this.refusedUntil = 0;
      this.signal.wake();
    });
    return Math.max(1, this.refusedUntil - now);
  }

  private paceMs({ record }: SendableSubscription): number | null {
    const { rateLimit } = record.delivery;
    return rateLimit === null || this.pace === null ? 0 : this.pace.waitMs(rateLimit);
  }

  private waitMs(until: number | null, now: number): number {
    this.parts.slots.withdraw(this.lane.id);
    return until === null ? LOOK_MS : Math.min(LOOK_MS, Math.max(1, until - now));
  }

  /** One batch, then the subscription is looked at once more: it may have come back. */
  private async cancel(reason: string): Promise<number> {
    const hadSome = await this.reader.clear((message) => this.delivery.cancel(message, reason));
    return hadSome ? 0 : this.rest();
  }

  private log(error: unknown): void {
    this.parts.logger.warn({ lane: this.lane.id, err: error }, 'lane.interrupted');
  }

  /** Nothing waits: who decides when the lane is closed is told since when. */
  private rest(): number {
    if (this.queue.size === 0 && this.reader.isAtEnd) this.idleSince ??= performance.now();
    return LOOK_MS;
  }
}
