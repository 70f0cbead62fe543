/** Microseconds of the machine's monotonic clock: the same in every process, untouched by time synchronisation. */
export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
