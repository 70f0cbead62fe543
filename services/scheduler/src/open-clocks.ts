import { BUCKETS, parseOpenMark, SLA_MARKS, type OpenClock } from '@deskhook/contracts';
import { BucketView, withDeadline, type Broker, type BucketListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { z } from 'zod';

const marksSchema = z.object({ [SLA_MARKS.open]: z.string() });

/** How many tickets all followed tenants may have together, those whose states do not say what is open included. */
export interface OpenClocksRoom {
  /** False: there is none for another ticket. */
  take(): boolean;
  giveBack(tickets: number): void;
}

/** Which clocks of one tenant have not ended and what is due, in memory: the marks of its states, followed in the bucket. */
export class OpenClocks implements BucketListener {
  private readonly byTicket = new Map<string, readonly OpenClock[]>();
  /** States whose marks do not say it. */
  private readonly unsaid = new Set<string>();
  private readonly view: BucketView;
  private readonly loading: Promise<void>;
  private hasNoRoom = false;
  private isClosed = false;
  lastUsedAt = Date.now();

  constructor(
    broker: Broker,
    tenant: string,
    private readonly room: OpenClocksRoom,
    logger: Logger,
  ) {
    const source = { bucket: BUCKETS.timers, filters: [`${tenant}.*`], marks: [SLA_MARKS.open] };
    this.view = new BucketView(broker, source, this, logger);
    this.loading = this.view.start();
  }

  /** Waits until the bucket has been read, but no longer than the time. */
  async loaded(timeMs: number): Promise<void> {
    await withDeadline(this.loading, timeMs);
  }

  /** False while clocks may be missing. */
  get isComplete(): boolean {
    return this.view.ready && !this.hasNoRoom && !this.isClosed && this.unsaid.size === 0;
  }

  /** Whether there was no room for some, which stay out until the tenant is followed anew. */
  get isCut(): boolean {
    return this.hasNoRoom;
  }

  /** Open clocks by the key of their ticket's state, in no order. */
  tickets(): Iterable<readonly [string, readonly OpenClock[]]> {
    return this.byTicket;
  }

  put(key: string, value: unknown): void {
    if (this.isClosed) return;
    const clocks = parseOpenMark(marksSchema.parse(value)[SLA_MARKS.open]);
    if (clocks === null) this.keepUnsaid(key);
    else if (clocks.length === 0) this.remove(key);
    else this.keep(key, clocks);
  }

  remove(key: string): void {
    if (this.byTicket.delete(key) || this.unsaid.delete(key)) this.room.giveBack(1);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.room.giveBack(this.byTicket.size + this.unsaid.size);
    this.byTicket.clear();
    this.unsaid.clear();
    await this.view.close();
  }

  private keep(key: string, clocks: readonly OpenClock[]): void {
    if (this.byTicket.has(key) || this.unsaid.delete(key) || this.room.take()) this.byTicket.set(key, clocks);
    else this.hasNoRoom = true;
  }

  private keepUnsaid(key: string): void {
    if (this.unsaid.has(key) || this.byTicket.delete(key) || this.room.take()) this.unsaid.add(key);
    else this.hasNoRoom = true;
  }
}
