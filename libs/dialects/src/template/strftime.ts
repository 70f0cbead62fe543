import { entryOf } from '../table-entry.js';
import { sourceCache } from './source-cache.js';
import { TemplateError } from './template-error.js';

/** An instant by a format of `strftime`, on the clock of an IANA time zone; English names. */
export function strftime(pattern: string, at: number, zone: string): string {
  return expand(pattern, partsOf(at, zone));
}

function expand(pattern: string, parts: Parts): string {
  return pattern.replace(/%(-?)(:z|[A-Za-z%])/g, (whole, dash: string, letter: string) => {
    const conversion = entryOf(CONVERSIONS, letter);
    if (conversion === undefined) return whole;
    return dash === '' ? conversion(parts) : conversion(parts).replace(/^[0 ]+(?=.)/, '');
  });
}

interface Parts {
  /** The wall clock of the zone, as if it were UTC. */
  readonly local: Date;
  readonly offsetMinutes: number;
  readonly at: number;
  readonly zone: string;
}

function partsOf(at: number, zone: string): Parts {
  const local = new Date(wallClock(at, zone));
  const offsetMinutes = Math.round((local.getTime() - at) / MINUTE_MS);
  return { local, offsetMinutes, at, zone };
}

function wallClock(at: number, zone: string): number {
  if (zone === 'UTC') return at;
  const parts = Object.fromEntries(
    zoneFormat(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`;
  const ms = ((at % 1000) + 1000) % 1000;
  return Date.parse(`${day}T${parts['hour']}:${parts['minute']}:${parts['second']}Z`) + ms;
}

/** Some thirty zones. */
const ZONE_CHARACTERS_MAX = 400;

const NUMERIC = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const;

/** Making one takes longer than using it a hundred times. */
const zoneFormat = sourceCache(ZONE_CHARACTERS_MAX, (timeZone): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...NUMERIC });
  } catch (cause) {
    throw new TemplateError(`"${timeZone.slice(0, 40)}" is no time zone; use one such as Europe/Berlin`, {
      cause,
    });
  }
});

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const two = (count: number): string => String(count).padStart(2, '0');
const hour12 = (hours: number): number => hours % 12 || 12;

const MINUTE_MS = 60_000;

/** Conversions of `strftime`, by their letter. `%-d` leaves the zero out. */
const CONVERSIONS: Readonly<Record<string, (parts: Parts) => string>> = {
  Y: ({ local }) => String(local.getUTCFullYear()).padStart(4, '0'),
  y: ({ local }) => two(local.getUTCFullYear() % 100),
  m: ({ local }) => two(local.getUTCMonth() + 1),
  B: ({ local }) => MONTHS[local.getUTCMonth()] ?? '',
  b: ({ local }) => (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3),
  d: ({ local }) => two(local.getUTCDate()),
  e: ({ local }) => String(local.getUTCDate()).padStart(2, ' '),
  A: ({ local }) => DAYS[local.getUTCDay()] ?? '',
  a: ({ local }) => (DAYS[local.getUTCDay()] ?? '').slice(0, 3),
  H: ({ local }) => two(local.getUTCHours()),
  I: ({ local }) => two(hour12(local.getUTCHours())),
  l: ({ local }) => String(hour12(local.getUTCHours())).padStart(2, ' '),
  M: ({ local }) => two(local.getUTCMinutes()),
  S: ({ local }) => two(local.getUTCSeconds()),
  L: ({ local }) => String(local.getUTCMilliseconds()).padStart(3, '0'),
  p: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: ({ local }) => (local.getUTCHours() < 12 ? 'am' : 'pm'),
  s: ({ at }) => String(Math.floor(at / 1000)),
  z: ({ offsetMinutes }) => offset(offsetMinutes, ''),
  ':z': ({ offsetMinutes }) => offset(offsetMinutes, ':'),
  Z: ({ zone }) => zone,
  F: (parts) => expand('%Y-%m-%d', parts),
  T: (parts) => expand('%H:%M:%S', parts),
  R: (parts) => expand('%H:%M', parts),
  D: (parts) => expand('%m/%d/%y', parts),
  '%': () => '%',
};

function offset(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}
