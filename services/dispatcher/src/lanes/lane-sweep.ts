import { STREAMS } from '@deskhook/contracts';
import { countBySubject } from '@deskhook/messaging';
import { laneById, laneIdOfSubject, type LaneAddress } from './lane-address.js';
import type { LaneDrain } from './lane-drain.js';
import type { LaneParts } from './lane-parts.js';

const EVERY_MS = 2_000;
/** Of several processes that hear of a released lane at once, the first takes its share. */
const SOON_MS_MAX = 100;
const OPENED_AT_ONCE = 50;

/** The lanes of this process, as the sweep needs them. */
export interface SweptLanes {
  drainOf(lane: string): LaneDrain | null;
  open(lane: LaneAddress): Promise<void>;
}

/** Finds lanes that nobody drains, and takes this process's share of them; tells drains what they have not heard of. */
export class LaneSweep {
  private timer: NodeJS.Timeout | null = null;
  private next: NodeJS.Timeout | null = null;
  private running = false;
  private stopped = false;

  constructor(
    private readonly parts: Pick<LaneParts, 'broker' | 'leases' | 'logger'>,
    private readonly lanes: SweptLanes,
  ) {}

  /** Not at once: what waits in thousands of lanes must not hold up the boot of the service. */
  start(): void {
    this.timer = setInterval(() => void this.run(), EVERY_MS).unref();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    if (this.next !== null) clearTimeout(this.next);
  }

  /** There may be a lane without anybody. */
  soon(): void {
    if (this.stopped) return;
    this.next ??= setTimeout(() => {
      this.next = null;
      void this.run();
    }, Math.random() * SOON_MS_MAX).unref();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      const counts = await countBySubject(this.parts.broker, STREAMS.parked);
      const held = new Map([...counts].map(([subject, count]) => [laneIdOfSubject(subject), count] as const));
      await this.openShare(this.orphans(held), held.size);
      await this.tidy(held);
    } catch (error) {
      this.parts.logger.warn({ err: error }, 'lanes.not-swept');
    } finally {
      this.running = false;
    }
  }

  private orphans(held: ReadonlyMap<string, number>): LaneAddress[] {
    const found: LaneAddress[] = [];
    for (const [id, count] of held) {
      const drain = this.lanes.drainOf(id);
      drain?.holds(count);
      const lane = drain === null && this.parts.leases.otherHolder(id) === null ? laneById(id) : null;
      if (lane !== null) found.push(lane);
    }
    return found;
  }

  /** Every process does so, so that whatever nobody drains is taken, and no process takes all of it. */
  private async openShare(orphans: readonly LaneAddress[], lanes: number): Promise<void> {
    const { leases } = this.parts;
    const share = Math.ceil(lanes / leases.pulse.count) - leases.heldCount;
    const begin = Math.floor(Math.random() * orphans.length);
    const taken = [...orphans.slice(begin), ...orphans.slice(0, begin)].slice(0, Math.max(0, share));
    for (let next = 0; next < taken.length && !this.stopped; next += OPENED_AT_ONCE)
      await Promise.all(taken.slice(next, next + OPENED_AT_ONCE).map((lane) => this.lanes.open(lane)));
  }

  /** What a process that is gone has left behind would have everybody park for nothing. */
  private async tidy(held: ReadonlyMap<string, number>): Promise<void> {
    const { leases } = this.parts;
    for (const id of leases.lanes()) {
      if (this.stopped) return;
      if (!held.has(id) && leases.otherHolder(id) === null) await leases.sweep(id);
    }
  }
}
