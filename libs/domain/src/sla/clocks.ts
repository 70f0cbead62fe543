import { measureOf, type Measure, type SettledClock } from './measure.js';
import { warningName, type SlaPolicy, type SlaWarning } from './sla-policy.js';
import { elapsedMs, instantAfter } from './stopwatch.js';
import type { SlaCycle, SlaMetric, TicketCourse } from './ticket-course.js';

/** A warning of a clock. Null: not to be told while the clock stands still. */
export interface ClockWarning {
  readonly name: string;
  readonly warning: SlaWarning;
  readonly at: number | null;
}

/** One promise as it stands. Instants are epoch milliseconds. */
export interface SlaClock {
  readonly metric: SlaMetric;
  readonly source: 'policy' | 'helpdesk';
  readonly cycle: string;
  /** `breached`: overdue and still open. One that was met late is `met`, with the instant of the breach. */
  readonly status: 'running' | 'paused' | 'breached' | 'met' | 'cancelled';
  readonly startedAt: number;
  /** Null while it stands still. */
  readonly due: number | null;
  readonly targetMs: number;
  /** Working time without pauses; real time for what the helpdesk states. */
  readonly elapsedMs: number;
  /** Null where nothing is due any more. */
  readonly remainingMs: number | null;
  /** Null also for a clock that is cancelled because its ticket is put away: it may come back. */
  readonly endedAt: number | null;
  readonly breachedAt: number | null;
  /** None once it has ended. */
  readonly warnings: readonly ClockWarning[];
  /** It was judged before, and is not judged again. */
  readonly isSettled: boolean;
}

/** Every clock of a ticket at an instant: ended ones first. */
export function clocksOf(
  course: TicketCourse,
  policy: SlaPolicy | null,
  settled: readonly SettledClock[],
  now: number,
): SlaClock[] {
  const isPutAway = course.stages.at(-1)?.isPutAway === true;
  return course.cycles.flatMap((cycle) => {
    const measure = measureOf(cycle, course, policy, settled);
    return measure === null ? [] : [clockOf(cycle, measure, { policy, isPutAway, now })];
  });
}

/** What the ended cycles were judged by, to be kept. */
export function settle(course: TicketCourse, clocks: readonly SlaClock[]): SettledClock[] {
  return course.cycles.flatMap(({ metric, key: cycle, startedAt, end }) => {
    if (end === null) return [];
    const clock = clocks.find((one) => one.metric === metric && one.cycle === cycle);
    const promised = clock === undefined ? null : { targetMs: clock.targetMs, due: clock.due };
    return [{ metric, cycle, startedAt, endedAt: end.at, promised }];
  });
}

interface Moment {
  readonly policy: SlaPolicy | null;
  readonly isPutAway: boolean;
  readonly now: number;
}

function clockOf(cycle: SlaCycle, measure: Measure, moment: Moment): SlaClock {
  const { metric, key, startedAt, end } = cycle;
  const { source, due, targetMs, isSettled } = measure;
  const until = end?.at ?? moment.now;
  const status = statusOf(cycle, measure, moment);
  const passed = elapsedMs(measure.stretches, until, measure.workingTime);
  const isOpen = status === 'running' || status === 'paused' || status === 'breached';
  return {
    metric,
    source,
    cycle: key,
    status,
    startedAt,
    due: end === null && !isOpen ? null : due,
    targetMs,
    elapsedMs: passed,
    remainingMs: isOpen ? targetMs - passed : null,
    endedAt: end?.at ?? null,
    breachedAt: isBreached(cycle, due, status) ? due : null,
    warnings: isOpen ? (moment.policy?.warnings ?? []).flatMap((one) => warningOf(one, measure)) : [],
    isSettled,
  };
}

function statusOf(
  { end }: SlaCycle,
  { due, isPaused }: Measure,
  { isPutAway, now }: Moment,
): SlaClock['status'] {
  if (end !== null) return end.kind;
  if (isPutAway) return 'cancelled';
  if (due !== null && due <= now) return 'breached';
  return isPaused ? 'paused' : 'running';
}

function isBreached(
  { end, isEndCertain }: SlaCycle,
  due: number | null,
  status: SlaClock['status'],
): boolean {
  if (end === null) return status === 'breached';
  return due !== null && due < end.at && isEndCertain;
}

/** A warning that would come before the clock starts is none. */
function warningOf(warning: SlaWarning, measure: Measure): ClockWarning[] {
  const { targetMs, stretches, workingTime } = measure;
  const after = warning.kind === 'before' ? targetMs - warning.ms : (targetMs * warning.percent) / 100;
  if (after <= 0) return [];
  return [
    { name: warningName(warning), warning, at: instantAfter(stretches, Math.round(after), workingTime) },
  ];
}
