import { isOneOf } from './sla-fact.js';
import type { Stretch } from './stopwatch.js';
import type { SlaStage } from './ticket-course.js';

/**
 * When a clock that started at an instant runs: not while the ticket is put away, nor in a status that pauses it. The last
 * stretch has no end, also where the clock has ended meanwhile: that tells when it would have been due.
 */
export function runningStretches(
  stages: readonly SlaStage[],
  startedAt: number,
  endedAt: number | null,
  pauseStatuses: ReadonlySet<string>,
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, stage] of stages.entries()) {
    const next = stages[index + 1]?.from ?? Infinity;
    const isLast = next >= (endedAt ?? Infinity);
    if (next <= startedAt && !isLast) continue;
    if (runs(stage, pauseStatuses)) append(stretches, Math.max(stage.from, startedAt), isLast ? null : next);
    if (isLast) break;
  }
  return stretches;
}

/** Whether clocks run in the stage. */
export function runs({ status, isPutAway }: SlaStage, pauseStatuses: ReadonlySet<string>): boolean {
  return !isPutAway && !isOneOf(status, pauseStatuses);
}

function append(stretches: Stretch[], from: number, to: number | null): void {
  const last = stretches.at(-1);
  if (last === undefined || last.to !== from) stretches.push({ from, to });
  else stretches[stretches.length - 1] = { from: last.from, to };
}
