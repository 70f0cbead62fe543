import type { GaugeReading } from './instruments.js';

/** Reads how things stand; for the broker and the database that is a request or several. */
export type ReadGauges = () => readonly GaugeReading[] | Promise<readonly GaugeReading[]>;

const READ_MS_MAX = 2_000;
/** However often somebody scrapes, the broker and the database are asked no more than this. */
const FRESH_MS = 2_000;

/** Asks a reader at most so often, and waits for it no longer than a scrape may take. */
export class GaugeReader {
  private askedAt = -Infinity;
  private answer: Promise<readonly GaugeReading[]> = Promise.resolve([]);

  /** `onError` hears of every reading that failed; its metrics are left out then. */
  constructor(
    private readonly read: ReadGauges,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** `now` in milliseconds of a clock that never goes back. */
  readings(now: number): Promise<readonly GaugeReading[]> {
    if (now - this.askedAt < FRESH_MS) return this.answer;
    this.askedAt = now;
    this.answer = this.ask();
    return this.answer;
  }

  private async ask(): Promise<readonly GaugeReading[]> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`no answer within ${READ_MS_MAX} ms`)), READ_MS_MAX);
    try {
      return await Promise.race([this.read(), late]);
    } catch (error) {
      this.onError(error);
      return [];
    } finally {
      clearTimeout(timer);
    }
  }
}

/** One value for each series: within a reader those of the same labels add up, of several readers the last one counts. */
export function seriesOf(
  ofReaders: readonly (readonly GaugeReading[])[],
): ReadonlyMap<string, readonly GaugeReading[]> {
  const all = new Map<string, GaugeReading>();
  for (const readings of ofReaders) for (const [key, reading] of summed(readings)) all.set(key, reading);
  return Map.groupBy(all.values(), ({ gauge }) => gauge);
}

function summed(readings: readonly GaugeReading[]): Map<string, GaugeReading> {
  const sums = new Map<string, GaugeReading>();
  for (const reading of readings) {
    const key = seriesKey(reading);
    const before = sums.get(key);
    sums.set(key, before === undefined ? reading : { ...reading, value: before.value + reading.value });
  }
  return sums;
}

/** Labels count in any order. */
function seriesKey({ gauge, labels }: GaugeReading): string {
  const pairs = Object.entries(labels).map(([name, value]) => JSON.stringify([name, value]));
  return `${gauge} ${pairs.toSorted((one, two) => (one < two ? -1 : 1)).join(' ')}`;
}
