import { DAY_MS } from './wall-hours.js';

/** What calendars know of time: from 1970 to the end of 2099. Outside of it nothing is open. */
export const REACH = { from: 0, to: Date.UTC(2100, 0, 1) } as const;

/**
 * No zone has changed its offset twice within less than 6.9 days since 1970 (the shortest: a week of daylight-saving time in
 * America/Recife, October 2000), so that looks four days apart miss no change.
 */
const LOOK_MS = 4 * DAY_MS;
/** Changes are looked for in eight years at a time: it takes a few milliseconds. */
const ERA_MS = 2_922 * DAY_MS;
const SECOND_MS = 1_000;
const ZONES_MAX = 1_000;
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** A span of time in which a zone's clocks are as far from UTC; instants in epoch milliseconds. */
interface Span {
  readonly begin: number;
  readonly end: number;
  readonly offset: number;
}

const zones = new Map<string, Zone>();

/** The zone of an IANA name, remembered for all calendars. Throws a RangeError for a name that is none. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= ZONES_MAX) zones.clear();
  const zone = new Zone(name);
  zones.set(name, zone);
  return zone;
}

/**
 * A zone's rules, for wall times within the reach. A wall time is written as the epoch milliseconds that it would have in UTC.
 * One that the clocks skip has no instant, one that they show twice has two: so hours begin and end at the outermost
 * instants that can be meant.
 */
export class Zone {
  private readonly format: Intl.DateTimeFormat;
  private readonly eras = new Map<number, readonly Span[]>();

  constructor(private readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  }

  /** The first instant at which the clocks show the wall time or a later one: of a skipped time, the jump. */
  opening(wall: number): number {
    const span = this.spansAround(wall).find(({ end, offset }) => end + offset > wall);
    return span === undefined ? Infinity : Math.max(span.begin, wall - span.offset);
  }

  /** The instant after the last at which the clocks show a time before the wall time: of a skipped time, the jump. */
  closing(wall: number): number {
    const span = this.spansAround(wall).findLast(({ begin, offset }) => begin + offset < wall);
    return span === undefined ? -Infinity : Math.min(span.end, wall - span.offset);
  }

  private spansAround(wall: number): readonly Span[] {
    const era = Math.floor(wall / ERA_MS);
    let spans = this.eras.get(era);
    if (spans === undefined) {
      spans = this.spansBetween(era * ERA_MS - LOOK_MS, (era + 1) * ERA_MS + LOOK_MS);
      this.eras.set(era, spans);
    }
    return spans;
  }

  /** The first and the last span are taken to last for ever. */
  private spansBetween(from: number, to: number): Span[] {
    const spans: Span[] = [];
    let [begin, offset] = [-Infinity, this.offsetAt(from)];
    for (let at = from; at < to; at += LOOK_MS) {
      const next = this.offsetAt(at + LOOK_MS);
      if (next === offset) continue;
      const end = this.endOf(offset, at, at + LOOK_MS);
      spans.push({ begin, end, offset });
      [begin, offset] = [end, next];
    }
    return [...spans, { begin, end: Infinity, offset }];
  }

  /** The first second without the offset, between an instant that has it and one that has not. */
  private endOf(offset: number, before: number, after: number): number {
    let [low, high] = [before / SECOND_MS, after / SECOND_MS];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle * SECOND_MS) === offset) low = middle;
      else high = middle;
    }
    return high * SECOND_MS;
  }

  /** How many milliseconds the zone's clocks are ahead of UTC at an instant. */
  private offsetAt(instant: number): number {
    const match = OFFSET.exec(this.format.format(instant));
    if (match === null) throw new RangeError(`the offset of ${this.name} cannot be read`);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
    const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === '-' ? -size : size) * SECOND_MS;
  }
}
