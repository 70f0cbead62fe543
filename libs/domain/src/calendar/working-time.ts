/** The time that counts: a business calendar's open hours, or all of it. Instants are epoch milliseconds. */
export interface WorkingTime {
  /** Whether the instant lies within open hours. Where hours end, they are over. */
  isOpen(at: number): boolean;
  /** The instant when so much open time has passed since `from`; never earlier than `from`. Null: never, within the calendar's reach. */
  add(from: number, ms: number): number | null;
  /** Open time between two instants; 0 when `to` is not after `from`. */
  between(from: number, to: number): number;
}

/** Around the clock: every instant counts. */
export const AROUND_THE_CLOCK: WorkingTime = {
  isOpen: () => true,
  add: (from, ms) => from + ms,
  between: (from, to) => Math.max(0, to - from),
};
