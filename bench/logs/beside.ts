/** What the log costs the deliveries: the same load without and with it. */
export interface Beside {
  readonly without: Deliveries;
  readonly withLog: Deliveries;
}

interface Deliveries {
  /** Of a burst. */
  readonly perSecond: number;
  /** From the publish call to the receiver's last byte, at the fixed rate. */
  readonly p99Ms: number;
}
