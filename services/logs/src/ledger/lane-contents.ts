import { deliverySchema, HEADERS, STREAMS } from '@deskhook/contracts';
import { readHeaders, type Broker, type IncomingMessage } from '@deskhook/messaging';

const READ_MAX = 5_000;

interface Lane {
  /** Delivery ids by sequence in PARKED, in the order of sequences. */
  readonly parked: Map<number, string>;
  readTo: number;
  /** How many messages it held when it was last looked at. */
  count: number;
}

/**
 * Which deliveries the lanes hold. A lane may hold hundreds of thousands, so what was read is remembered, and only what
 * is new is read. What was deleted meanwhile is noticed by the number of messages that the lane holds: then it is read
 * anew, once it stands still. While it moves it may be said to hold a delivery a little longer than it does.
 */
export class LaneContents {
  private readonly lanes = new Map<string, Lane>();

  constructor(
    private readonly broker: Broker,
    /** Messages that are remembered at most. */
    private readonly entriesMax: number,
  ) {}

  /**
   * The ids in a lane that holds `count` messages: each that is there is among them. Null: it is not known yet, there is
   * more than can be read with the rest of the budget.
   */
  async of(subject: string, count: number, budget: ReadBudget): Promise<ReadonlySet<string> | null> {
    if (count === 0) {
      this.lanes.delete(subject);
      return new Set();
    }
    const lane = this.lanes.get(subject) ?? { parked: new Map<number, string>(), readTo: 0, count: 0 };
    this.makeRoom(subject, lane);
    const stoodStill = lane.count === count;
    lane.count = count;
    if (!(await this.readOn(subject, lane, budget))) return null;
    if (lane.parked.size > count) await this.dropSettled(subject, lane);
    if (lane.parked.size > count && stoodStill && budget.left >= count) {
      lane.parked.clear();
      lane.readTo = 0;
      if (!(await this.readOn(subject, lane, budget))) return null;
    }
    return new Set(lane.parked.values());
  }

  /** True when it has been read to its end. */
  private async readOn(subject: string, lane: Lane, budget: ReadBudget): Promise<boolean> {
    while (budget.left > 0) {
      const countMax = Math.min(READ_MAX, budget.left);
      const range = { subject, from: lane.readTo + 1, countMax };
      const messages = await readHeaders(this.broker, STREAMS.parked, range);
      budget.left -= messages.length;
      for (const message of messages) {
        lane.parked.set(message.sequence, deliveryIdOf(message));
        lane.readTo = message.sequence;
      }
      if (messages.length < countMax) return true;
    }
    return false;
  }

  /** A lane is drained from its beginning on. */
  private async dropSettled(subject: string, lane: Lane): Promise<void> {
    const [oldest] = await readHeaders(this.broker, STREAMS.parked, { subject, from: 1, countMax: 1 });
    for (const sequence of lane.parked.keys()) {
      if (oldest !== undefined && sequence >= oldest.sequence) return;
      lane.parked.delete(sequence);
    }
  }

  /** The lanes that were looked at longest ago are forgotten first. */
  private makeRoom(subject: string, lane: Lane): void {
    this.lanes.delete(subject);
    this.lanes.set(subject, lane);
    let entries = 0;
    for (const { parked } of this.lanes.values()) entries += parked.size;
    for (const [name, { parked }] of this.lanes) {
      if (entries <= this.entriesMax) return;
      entries -= parked.size;
      if (name !== subject) this.lanes.delete(name);
    }
  }
}

/** How many headers may still be read in a round. */
export interface ReadBudget {
  left: number;
}

/** The id of the delivery that a message carries; empty when it carries none. */
export function deliveryIdOf(message: IncomingMessage): string {
  try {
    return deliverySchema.pick({ id: true }).parse(JSON.parse(message.header(HEADERS.delivery) ?? '')).id;
  } catch {
    return '';
  }
}
