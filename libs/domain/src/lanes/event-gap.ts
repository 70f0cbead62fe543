/** A delivery that has not been moved to its lane yet. */
export interface UnmovedDelivery {
  /** Of itself, in DELIVERIES. */
  readonly sequence: number;
  /** Of its event, in EVENTS. */
  readonly event: number;
}

/**
 * Tells up to which event everything has been moved to the lanes, while deliveries of events up to `evaluated` are still being
 * moved. `unmoved` are all of them that were not, in the order of their own sequences: events are evaluated side by side, so
 * that of the events this is not the order.
 */
export class EventGap {
  /** For each of them the smallest event from there on. */
  private readonly smallest: readonly number[];

  constructor(
    private readonly evaluated: number,
    private readonly unmoved: readonly UnmovedDelivery[],
  ) {
    let least = Infinity;
    this.smallest = unmoved
      .toReversed()
      .map(({ event }) => (least = Math.min(least, event)))
      .toReversed();
  }

  /** The last event of which nothing is left, when deliveries have been moved up to this sequence. */
  markAt(moved: number): number {
    let low = 0;
    let high = this.unmoved.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.unmoved[middle]?.sequence ?? Infinity) <= moved) low = middle + 1;
      else high = middle;
    }
    return Math.min(this.evaluated, (this.smallest[low] ?? Infinity) - 1);
  }
}
