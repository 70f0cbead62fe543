import type { SlaClock } from './clocks.js';
import type { SlaWarning } from './sla-policy.js';
import type { SlaStay } from './stays.js';

/** Something that is to be told at an instant, with a key that stays the same however often it is found. */
export type SlaAlarm =
  | { readonly kind: 'breach'; readonly key: string; readonly at: number; readonly clock: SlaClock }
  | {
      readonly kind: 'warning';
      readonly key: string;
      readonly at: number;
      readonly clock: SlaClock;
      readonly warning: SlaWarning;
    }
  | { readonly kind: 'time-condition'; readonly key: string; readonly at: number; readonly stay: SlaStay };

/** Keys of what was told, with the instant that each was told for. */
export type ToldAlarms = Readonly<Record<string, number>>;

export interface JudgedAlarms {
  /** What is due and not told yet, by instant. */
  readonly due: readonly SlaAlarm[];
  /** What is told once those are. */
  readonly told: ToldAlarms;
  /** The instant of the next alarm; null: nothing is to come as things stand. */
  readonly next: number | null;
}

/** So many keys are remembered; a ticket that has had more breaches than that may be told an old one again. */
const TOLD_MAX = 200;

/** Every alarm of a ticket, past ones and those to come. */
export function alarmsOf(clocks: readonly SlaClock[], stays: readonly SlaStay[]): SlaAlarm[] {
  return [...clocks.flatMap(alarmsOfClock), ...stays.flatMap(alarmsOfStay)];
}

/**
 * What is to be told now, and when to look again. What was told is not told again, unless its instant was moved into the
 * future meanwhile. What fell due unnoticed is told late, but not a warning of what is overdue already. Nothing is told of what
 * comes after `until`, up to when it is known what happened.
 */
export function judgeAlarms(
  alarms: readonly SlaAlarm[],
  told: ToldAlarms,
  now: number,
  until: number,
): JudgedAlarms {
  const known = new Map(Object.entries(told));
  const due: SlaAlarm[] = [];
  let next: number | null = null;
  for (const alarm of alarms) {
    const { key, at } = alarm;
    const before = known.get(key) ?? toldOfSame(alarm, known);
    if (before !== undefined) known.set(key, before);
    if (at > now && known.get(key) !== at) known.delete(key);
    if (known.has(key)) continue;
    if (at > until) next = Math.min(next ?? Infinity, at);
    else if (alarm.kind !== 'warning' || alarm.clock.status !== 'breached') {
      known.set(key, at);
      due.push(alarm);
    }
  }
  due.sort((one, other) => one.at - other.at);
  return { due, told: remembered(known), next };
}

/** An ended clock that was judged before has nothing more to tell. */
function alarmsOfClock(clock: SlaClock): SlaAlarm[] {
  const { metric, cycle, due, warnings, endedAt, breachedAt } = clock;
  if (endedAt !== null && (clock.isSettled || breachedAt === null)) return [];
  const key = `${metric}/${cycle}`;
  const breach = due === null ? [] : [{ kind: 'breach', key: `${key}/breach`, at: due, clock } as const];
  return [
    ...breach,
    ...warnings.flatMap(({ name, warning, at }) =>
      at === null ? [] : [{ kind: 'warning', key: `${key}/${name}`, at, clock, warning } as const],
    ),
  ];
}

function alarmsOfStay(stay: SlaStay): SlaAlarm[] {
  if (stay.due === null) return [];
  return [{ kind: 'time-condition', key: `stay/${stay.condition.id}/${stay.since}`, at: stay.due, stay }];
}

/**
 * For which instant the same was told when its promise, or its stay, seemed to have begun later: an event that came late has
 * shown meanwhile that it began earlier.
 */
function toldOfSame(alarm: SlaAlarm, known: ReadonlyMap<string, number>): number | undefined {
  const { prefix, suffix, from, to } = runOf(alarm);
  for (const [key, at] of known) {
    if (!key.startsWith(prefix) || !key.endsWith(suffix)) continue;
    const began = Number(key.slice(prefix.length, key.length - suffix.length));
    if (began > from && began < to) return at;
  }
  return undefined;
}

/** Keys of other beginnings within the run, which no other run of its kind overlaps, are keys of the same. */
function runOf(alarm: SlaAlarm) {
  if (alarm.kind === 'time-condition') {
    const { condition, since } = alarm.stay;
    return { prefix: `stay/${condition.id}/`, suffix: '', from: since, to: Infinity };
  }
  const { metric, cycle, startedAt, endedAt } = alarm.clock;
  const prefix = `${metric}/`;
  return {
    prefix,
    suffix: alarm.key.slice(prefix.length + cycle.length),
    from: startedAt,
    to: endedAt ?? Infinity,
  };
}

function remembered(known: ReadonlyMap<string, number>): ToldAlarms {
  const newest = [...known].toSorted(([, one], [, other]) => other - one).slice(0, TOLD_MAX);
  return Object.fromEntries(newest.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
