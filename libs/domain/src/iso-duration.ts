/** An ISO 8601 duration: calendar months, and the rest in milliseconds. */
export interface IsoDuration {
  readonly months: number;
  readonly ms: number;
}

const PATTERN =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,3}))?S)?)?$/;
const MONTHS_A_YEAR = 12;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Reads `P1D`, `PT2H30M`, `P1M` and the like; null for anything else. A day has 24 hours. */
export function parseIsoDuration(text: string): IsoDuration | null {
  const match = PATTERN.exec(text.trim());
  if (match === null) return null;
  const number = (index: number) => Number(match[index] ?? 0);
  const fraction = Number((match[8] ?? '').padEnd(3, '0'));
  return {
    months: number(1) * MONTHS_A_YEAR + number(2),
    ms:
      (number(3) * 7 + number(4)) * DAY_MS +
      number(5) * HOUR_MS +
      number(6) * MINUTE_MS +
      number(7) * SECOND_MS +
      fraction,
  };
}

/** Milliseconds of a duration without months or years, whose length depends on the calendar; null for others. */
export function parseFixedDurationMs(text: string): number | null {
  const duration = parseIsoDuration(text);
  return duration === null || duration.months !== 0 ? null : duration.ms;
}

/** The instant that lies a duration before another, in epoch milliseconds. Months are counted in UTC; a day that the month does not have becomes its last. */
export function subtractDuration(instant: number, { months, ms }: IsoDuration): number {
  if (months === 0) return instant - ms;
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  date.setUTCDate(Math.min(day, daysInMonth(date)));
  return date.getTime() - ms;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
