import type { WorkingTime } from '../calendar/working-time.js';

/** A stretch in which a clock runs; null: it still does. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
}

/** Working time that has passed on the clock up to an instant, in milliseconds. */
export function elapsedMs(stretches: readonly Stretch[], until: number, workingTime: WorkingTime): number {
  let passed = 0;
  for (const { from, to } of stretches) passed += workingTime.between(from, Math.min(to ?? until, until));
  return passed;
}

/** The instant at which so much has passed on the clock; null: it stands still before that, or no hours are left to come. */
export function instantAfter(
  stretches: readonly Stretch[],
  ms: number,
  workingTime: WorkingTime,
): number | null {
  let left = ms;
  for (const { from, to } of stretches) {
    const passed = to === null ? Infinity : workingTime.between(from, to);
    if (passed >= left) return workingTime.add(from, left);
    left -= passed;
  }
  return null;
}
