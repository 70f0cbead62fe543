/** Bounds in seconds, for the times that a metric measures. */
export const BUCKETS_SECONDS = {
  /** What happens in memory. */
  memory: [1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 5e-3, 0.01, 0.1],
  /** What needs an answer of the broker or the database. */
  work: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  /** How late something begins. */
  lag: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600],
  /** A receiver's answer. */
  answer: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60],
  /** A receiver's answer, where there are many series. */
  coarse: [0.1, 0.5, 1, 5, 15],
  /** From an event to its delivery, whose retries may take a day. */
  delivery: [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 43_200, 86_400,
  ],
  /** How late a timer is. */
  timer: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 60, 300, 3_600],
} as const satisfies Readonly<Record<string, readonly number[]>>;
