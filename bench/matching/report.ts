import type { Measurement } from './course.js';

/** Targets of the issue; they hold on an idle machine. */
const RATIO_MAX = 2;
const EVENT_US_MAX = 50;
const WEIGHED_FROM = 10_000;
const [RATIO_FROM, RATIO_TO] = [10, 100_000];

/** The measurements as a table for people, a column for each, and what they mean for the targets. */
export function report(measurements: readonly Measurement[]): string {
  const rows = [
    ['', ...measurements.map(({ scenario }) => scenario)],
    row('subscriptions', ({ size }) => size.toLocaleString('en')),
    row('event, p50', ({ index }) => us(index.event.p50Us)),
    row('event, mean', ({ index }) => us(index.event.meanUs)),
    row('… parsed too, p50', ({ index }) => us(index.parsedEvent.p50Us)),
    row('each in turn', ({ index }) => us(index.naiveUs)),
    row('json-rules-engine', ({ engine }) => (engine === null ? '-' : us(engine.eventUs))),
    row('build', ({ index }) => us(index.buildMs * 1000)),
    row('replace one, p50', ({ index }) => us(index.replace.p50Us)),
    row('remove and put, p50', ({ index }) => us(index.remove.p50Us)),
    row('index, bytes each', ({ size, index }) => bytes(size, index.indexBytes)),
    row('subscription, bytes', ({ size, index }) => bytes(size, index.subscriptionBytes)),
    row('RSS MiB', ({ index }) => String(index.residentMiB)),
    row('load before', ({ loadBefore }) => loadBefore.toFixed(1)),
  ];
  return [...layOut(rows), ...verdicts(measurements)].join('\n');

  function row(label: string, value: (one: Measurement) => string): string[] {
    return [label, ...measurements.map(value)];
  }
}

/** One line as soon as it is known. */
export function brief({ scenario, size, index, engine }: Measurement): string {
  const others = `each in turn ${us(index.naiveUs)}, json-rules-engine ${engine === null ? 'not run' : us(engine.eventUs)}`;
  return `${scenario} ${size.toLocaleString('en')}: ${us(index.event.p50Us)} an event, ${others}`;
}

function layOut(rows: readonly (readonly string[])[]): string[] {
  const labelWidth = Math.max(...rows.map(([label = '']) => label.length));
  return rows.map(([label = '', ...cells]) =>
    [label.padEnd(labelWidth), ...cells.map((cell) => cell.padStart(15))].join('').trimEnd(),
  );
}

function verdicts(measurements: readonly Measurement[]): string[] {
  const of = (size: number) => measurements.find((one) => one.scenario === 'realistic' && one.size === size);
  const [few, many] = [of(RATIO_FROM), of(RATIO_TO)];
  if (few === undefined || many === undefined) return [];
  const verdict = (met: boolean): string => (met ? 'met' : 'missed');
  const p50 = many.index.event.p50Us;
  const ratio = p50 / few.index.event.p50Us;
  return [
    `at 100,000: under ${EVENT_US_MAX} µs: ${verdict(p50 < EVENT_US_MAX)} (${us(p50)}); ` +
      `at most ${RATIO_MAX} times the cost at 10: ${verdict(ratio <= RATIO_MAX)} (${ratio.toFixed(1)})`,
  ];
}

/** Of few subscriptions the heap tells nothing: compiled code and caches weigh more. */
function bytes(size: number, each: number): string {
  return size < WEIGHED_FROM ? '-' : each.toFixed(0);
}

/** In the unit that reads best. */
function us(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} s`;
  if (value >= 1000) return `${(value / 1000).toFixed(1)} ms`;
  return `${value.toFixed(1)} µs`;
}
