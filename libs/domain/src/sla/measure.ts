import { AROUND_THE_CLOCK, type WorkingTime } from '../calendar/working-time.js';
import { targetOf, type SlaPolicy } from './sla-policy.js';
import { instantAfter, type Stretch } from './stopwatch.js';
import { runningStretches, runs } from './stretches.js';
import type { PolicyMetric, SlaCycle, SlaMetric, TicketCourse } from './ticket-course.js';

/** How long a promise may take, and so when it is due; null while the clock stands still. */
export interface Promised {
  readonly targetMs: number;
  readonly due: number | null;
}

/** By what an ended clock was judged, so that a policy that changes later does not judge it anew. Null: nothing was promised. */
export interface SettledClock {
  readonly metric: SlaMetric;
  readonly cycle: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly promised: Promised | null;
}

/** What a clock is measured by. */
export interface Measure extends Promised {
  readonly source: 'policy' | 'helpdesk';
  readonly stretches: readonly Stretch[];
  readonly workingTime: WorkingTime;
  readonly isPaused: boolean;
  readonly isSettled: boolean;
}

const NO_STATUSES: ReadonlySet<string> = new Set();

/** What measures a cycle; null when nothing is promised of it. */
export function measureOf(
  cycle: SlaCycle,
  course: TicketCourse,
  policy: SlaPolicy | null,
  settled: readonly SettledClock[],
): Measure | null {
  const known = settled.find((one) => isOf(one, cycle));
  if (known?.promised === null) return null;
  const { metric } = cycle;
  if (metric === 'response' || metric === 'solution') return statedMeasure(cycle, known !== undefined);
  const stages = runningStages(cycle, course, policy);
  if (known !== undefined) return { ...stages, ...known.promised, isSettled: true };
  const targetMs = policy === null ? null : promisedMs(policy, metric, cycle);
  if (targetMs === null) return null;
  return {
    ...stages,
    targetMs,
    due: instantAfter(stages.stretches, targetMs, stages.workingTime),
    isSettled: false,
  };
}

/** What the helpdesk states is an instant: it passes in real time, whatever the ticket's status. */
function statedMeasure({ due, startedAt }: SlaCycle, isSettled: boolean): Measure | null {
  if (due === null) return null;
  const stretches = [{ from: startedAt, to: null }];
  const targetMs = Math.max(0, due - startedAt);
  return {
    source: 'helpdesk',
    stretches,
    workingTime: AROUND_THE_CLOCK,
    targetMs,
    due,
    isPaused: false,
    isSettled,
  };
}

function runningStages({ startedAt, end }: SlaCycle, { stages }: TicketCourse, policy: SlaPolicy | null) {
  const pauses = policy?.pauseStatuses ?? NO_STATUSES;
  const last = stages.at(-1);
  return {
    source: 'policy' as const,
    stretches: runningStretches(stages, startedAt, end?.at ?? null, pauses),
    workingTime: policy?.workingTime ?? AROUND_THE_CLOCK,
    isPaused: last !== undefined && !runs(last, pauses),
  };
}

function promisedMs(
  policy: SlaPolicy,
  metric: PolicyMetric,
  { isReplaced, priority }: SlaCycle,
): number | null {
  return isReplaced ? null : targetOf(policy, metric, priority);
}

function isOf(settled: SettledClock, { metric, key, startedAt, end }: SlaCycle): boolean {
  return (
    settled.metric === metric &&
    settled.cycle === key &&
    settled.startedAt === startedAt &&
    settled.endedAt === end?.at
  );
}
