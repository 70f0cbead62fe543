import { alarmsOf, judgeAlarms, type SlaAlarm, type ToldAlarms } from './alarms.js';
import { clocksOf, settle, type SlaClock } from './clocks.js';
import type { SettledClock } from './measure.js';
import type { SlaFact } from './sla-fact.js';
import { withFact, type SlaHistory } from './sla-history.js';
import type { SlaPolicy } from './sla-policy.js';
import { staysOf, type SlaStay } from './stays.js';
import { ticketCourse, type SlaStage } from './ticket-course.js';

/** What is known of a ticket's promises: what happened, how ended ones were judged, and what was told. */
export interface SlaRecord extends SlaHistory {
  readonly settled: readonly SettledClock[];
  readonly told: ToldAlarms;
}

/** How a ticket's promises stand at an instant. */
export interface SlaVerdict {
  readonly clocks: readonly SlaClock[];
  readonly stays: readonly SlaStay[];
  readonly stage: SlaStage | null;
  readonly priority: string | null;
  /** The ticket has ended, or is put away. */
  readonly isAtRest: boolean;
  /** To be told now. */
  readonly due: readonly SlaAlarm[];
  /** When the next alarm is due; null: nothing is to come as things stand. */
  readonly next: number | null;
  /** The record once what is due was told. */
  readonly record: SlaRecord;
}

/** The record with one more fact. Ended promises that it comes to late are judged anew. */
export function withSlaFact(record: SlaRecord, fact: SlaFact): SlaRecord {
  const history = withFact(record, fact);
  if (history === record) return record;
  return { ...record, ...history, settled: record.settled.filter(({ endedAt }) => endedAt < fact.at) };
}

/**
 * Judges a ticket's promises by the policy that applies to it now. What comes after `until` stays to be told: later events may
 * show that it did not happen.
 */
export function judgeSla(
  record: SlaRecord,
  policy: SlaPolicy | null,
  now: number,
  until: number = now,
): SlaVerdict {
  const course = ticketCourse(record.facts);
  if (course === null)
    return {
      clocks: [],
      stays: [],
      stage: null,
      priority: null,
      isAtRest: true,
      due: [],
      next: null,
      record,
    };
  const clocks = clocksOf(course, policy, record.settled, now);
  const stays = staysOf(course, policy);
  const alarms = alarmsOf(clocks, stays);
  const { due, told, next } = judgeAlarms(alarms, record.told, now, until);
  const untold = alarms.filter(({ key }) => told[key] === undefined);
  const settled = settle(course, clocks).filter(
    ({ metric, cycle }) => !untold.some(({ key }) => key.startsWith(`${metric}/${cycle}/`)),
  );
  const stage = course.stages.at(-1) ?? null;
  return {
    clocks,
    stays,
    stage,
    priority: course.priority,
    isAtRest: stage?.isPutAway === true || course.cycles.every(({ end }) => end !== null),
    due,
    next,
    record: { ...record, settled, told },
  };
}
