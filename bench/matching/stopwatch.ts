import { percentile } from '../machine/statistics.js';

/** What one repetition took, in microseconds. */
export interface Timing {
  readonly p50Us: number;
  /** Of all repetitions together, without the clock's own cost. */
  readonly meanUs: number;
}

const PASS_MS_MAX = 1500;

/** Repeats something that takes microseconds: first for warming up, then each by itself, then all together. */
export function timeEach(most: number, run: (n: number) => void): Timing {
  const repetitions = warmUp(most, run);
  const times = new Float64Array(repetitions);
  for (let n = 0; n < repetitions; n++) {
    const startedAt = process.hrtime.bigint();
    run(n);
    times[n] = Number(process.hrtime.bigint() - startedAt) / 1000;
  }
  const startedAt = performance.now();
  for (let n = 0; n < repetitions; n++) run(n);
  const meanUs = ((performance.now() - startedAt) * 1000) / repetitions;
  return { p50Us: percentile(times.sort(), 50), meanUs };
}

/** How many repetitions there was time for. */
function warmUp(most: number, run: (n: number) => void): number {
  const startedAt = performance.now();
  let done = 0;
  while (done < most && performance.now() - startedAt < PASS_MS_MAX) run(done++);
  return done;
}

/** Repeats something slow once at least, then until the time is over. Microseconds for each. */
export async function timeSlow(mostMs: number, run: (n: number) => Promise<void> | void): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  do await run(done++);
  while (performance.now() - startedAt < mostMs);
  return ((performance.now() - startedAt) * 1000) / done;
}
