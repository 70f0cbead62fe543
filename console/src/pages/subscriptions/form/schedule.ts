const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d{1,9})(ms|s|m|h|d)$/;
const { s: SECOND, m: MINUTE, h: HOUR, d: DAY } = UNITS;
/** Up to here a span is told in hours: "27 h 35 min" says more about a schedule than "1 d 3 h". */
const HOURS_MAX = 3 * DAY;
/** What the API allows (subscriptions, retrySchedule). */
export const RETRIES_MAX = 20;
const DELAY_MAX = 7 * DAY;

/** Milliseconds of a duration as the API writes them (`250ms`, `5s`, `5m`, `2h`, `1d`); null for anything else. */
export function durationMs(text: string): number | null {
  const [, amount, unit] = DURATION.exec(text.trim()) ?? [];
  return amount === undefined || !isUnit(unit) ? null : Number(amount) * UNITS[unit];
}

function isUnit(text: string | undefined): text is keyof typeof UNITS {
  return text !== undefined && Object.hasOwn(UNITS, text);
}

/** Why a text cannot be a delay of a retry schedule; null when it can. */
export function delayProblem(text: string): string | null {
  const ms = durationMs(text);
  if (ms === null) return 'a number with ms, s, m, h or d, such as 30s or 5m';
  return ms > DELAY_MAX ? 'at most 7d' : null;
}

/** A span in words, without losing minutes: `5 s`, `1 min 30 s`, `27 h 35 min`, `4 d 2 h`. */
export function spokenSpan(ms: number): string {
  if (ms < SECOND) return `${ms} ms`;
  if (ms < MINUTE) return `${Number((ms / SECOND).toFixed(1))} s`;
  if (ms < HOUR) return inTwo(ms, [MINUTE, 'min'], [SECOND, 's']);
  if (ms < HOURS_MAX) return inTwo(ms, [HOUR, 'h'], [MINUTE, 'min']);
  return inTwo(ms, [DAY, 'd'], [HOUR, 'h']);
}

type Unit = readonly [ms: number, name: string];

function inTwo(ms: number, [large, largeName]: Unit, [small, smallName]: Unit): string {
  const wholes = Math.floor(ms / large);
  const rest = Math.floor((ms % large) / small);
  return rest === 0 ? `${wholes} ${largeName}` : `${wholes} ${largeName} ${rest} ${smallName}`;
}

/** When each retry is made, counted from the first attempt; null where one of the delays is no duration. */
export function retryTimes(schedule: readonly string[]): readonly number[] | null {
  const times: number[] = [];
  for (const delay of schedule) {
    const ms = durationMs(delay);
    if (ms === null) return null;
    times.push((times.at(-1) ?? 0) + ms);
  }
  return times;
}

/** A schedule in one line: `7 retries over 27 h 35 min`. */
export function spokenSchedule(schedule: readonly string[]): string {
  if (schedule.length === 0) return 'One attempt, no retries';
  const retries = schedule.length === 1 ? '1 retry' : `${schedule.length} retries`;
  const total = retryTimes(schedule)?.at(-1);
  return total === undefined ? retries : `${retries} over ${spokenSpan(total)}`;
}

/** A delay to go on with: the last one again, doubled as long as that stays within a day. */
export function nextDelay(schedule: readonly string[]): string {
  const last = schedule.at(-1);
  const ms = last === undefined ? null : durationMs(last);
  if (last === undefined || ms === null) return '5s';
  return ms * 2 <= DAY ? last.replace(/\d+/, (amount) => String(Number(amount) * 2)) : last;
}

/**
 * Where attempts stand on a line, from 0 to 1: by the logarithm of time, since seconds and hours stand side by side in every
 * schedule.
 */
export function placesOnLine(times: readonly number[]): readonly number[] {
  const total = times.at(-1) ?? 0;
  if (total === 0) return times.map(() => 0);
  const scaled = (ms: number) => Math.log1p(ms / SECOND);
  return times.map((ms) => scaled(ms) / scaled(total));
}

interface Preset {
  readonly label: string;
  readonly schedule: readonly string[];
}

export const SCHEDULE_PRESETS: readonly Preset[] = [
  { label: 'No retries', schedule: [] },
  { label: 'Quick, within minutes', schedule: ['5s', '30s', '2m', '5m'] },
  { label: 'Standard, about a day', schedule: ['5s', '5m', '30m', '2h', '5h', '10h', '10h'] },
  { label: 'Hourly, 3 times', schedule: ['1h', '1h', '1h'] },
  { label: 'Patient, a week', schedule: ['1m', '10m', '1h', '6h', '1d', '2d', '3d'] },
];
