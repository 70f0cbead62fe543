/** A delivery waits this long for an endpoint that asks for it, at most. */
export const RETRY_AFTER_MS_MAX = 24 * 3_600_000;

const SECONDS = /^\d{1,10}$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';
/** The three forms of RFC 9110, 5.6.7, of which the last two are obsolete and must be read all the same. */
const DATE_FORMS = [
  new RegExp(
    `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${TIME} GMT$`,
  ),
  new RegExp(
    `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) ${TIME} GMT$`,
  ),
  new RegExp(
    `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`,
  ),
];
const CENTURY_YEARS = 100;
const FUTURE_YEARS_MAX = 50;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds, counted from `now` (epoch milliseconds): seconds, or an
 * HTTP date (RFC 9110, 10.2.3). At most `RETRY_AFTER_MS_MAX`; null for what is absent, malformed or over.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  const waitMs = SECONDS.test(text) ? Number(text) * 1_000 : untilDate(text, now);
  return waitMs === null || waitMs <= 0 ? null : Math.min(waitMs, RETRY_AFTER_MS_MAX);
}

function untilDate(text: string, now: number): number | null {
  const at = parseHttpDate(text, now);
  return at === null ? null : at - now;
}

/** An HTTP date as epoch milliseconds; `now` tells the century of a year of two digits. Null when it is none. */
export function parseHttpDate(text: string, now: number): number | null {
  for (const form of DATE_FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return instantOf(parts, now);
  }
  return null;
}

function instantOf(parts: Readonly<Record<string, string>>, now: number): number | null {
  const month = MONTHS.indexOf(parts['month'] ?? '');
  const day = Number(parts['day']);
  const [hour, minute, second] = [Number(parts['hour']), Number(parts['minute']), Number(parts['second'])];
  const year = fullYear(parts['year'] ?? '', now);
  // The second 60 is a leap second, which the next minute begins with here.
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(Date.UTC(year, month, day));
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return null;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000;
}

/** Two digits that seem to lie more than 50 years ahead are of the past (RFC 9110, 5.6.7). */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % CENTURY_YEARS) + Number(digits);
  return year > thisYear + FUTURE_YEARS_MAX ? year - CENTURY_YEARS : year;
}
