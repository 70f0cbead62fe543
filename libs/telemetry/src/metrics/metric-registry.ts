import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BoundLabels, type BoundLabel } from './bound-labels.js';
import { GaugeReader, seriesOf, type ReadGauges } from './gauge-readers.js';
import { CounterOf, GaugeOf, HistogramOf, type Labels } from './instruments.js';

/** What every metric is declared with. */
export interface MetricDeclaration<L extends string> {
  readonly help: string;
  readonly labels?: readonly L[];
}

export interface CounterDeclaration<L extends string> extends MetricDeclaration<L> {
  /** Series that are there from the start: of one that appears with its first value, `increase()` does not see that value. */
  readonly begins?: readonly Labels<L>[];
}

export interface HistogramDeclaration<L extends string> extends MetricDeclaration<L> {
  /** Upper bounds, in the unit of the metric's name. */
  readonly buckets: readonly number[];
}

/** The texts that Prometheus reads; only OpenMetrics has exemplars. */
export type MetricsFormat = 'openmetrics' | 'text';

export const CONTENT_TYPES: Readonly<Record<MetricsFormat, string>> = {
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
  text: Registry.PROMETHEUS_CONTENT_TYPE,
};

/** Gauges with the ending of counters, which promtool complains of. They say the same as those without `_total`. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** The metrics of a process. Each is declared once, beside the service that measures it. */
export class MetricRegistry {
  private readonly registry = openMetricsRegistry();
  private readonly bound = new BoundLabels();
  private readonly instruments = new Set<Counter | Histogram>();
  private readonly gauges = new Map<string, Gauge>();
  private readonly readers = new Set<GaugeReader>();
  private readonly errors: CounterOf<'reader'>;
  private turn: Promise<unknown> = Promise.resolve();
  private measuresProcess = false;

  constructor() {
    this.errors = this.counter('deskhook_metrics_errors_total', {
      help: 'Readings of gauges that failed or took too long',
      labels: ['reader'],
    });
  }

  counter<L extends string = never>(
    name: string,
    { help, labels, begins = [] }: CounterDeclaration<L>,
  ): CounterOf<L> {
    const counter = new Counter<string>({
      name,
      help,
      labelNames: [...(labels ?? [])],
      registers: [this.registry],
    });
    for (const series of begins) counter.inc(series, 0);
    this.instruments.add(counter);
    return new CounterOf(counter, this.bound);
  }

  histogram<L extends string = never>(
    name: string,
    { help, labels, buckets }: HistogramDeclaration<L>,
  ): HistogramOf<L> {
    const histogram = new Histogram<string>({
      name,
      help,
      labelNames: [...(labels ?? [])],
      buckets: [...buckets],
      registers: [this.registry],
      enableExemplars: true,
    });
    this.instruments.add(histogram);
    return new HistogramOf(histogram, this.bound);
  }

  /** Its values come from a reader; see `read`. */
  gauge<L extends string = never>(name: string, { help, labels }: MetricDeclaration<L>): GaugeOf<L> {
    const labelNames = [...(labels ?? [])];
    this.gauges.set(name, new Gauge<string>({ name, help, labelNames, registers: [this.registry] }));
    return new GaugeOf(name, this.bound);
  }

  /** Has gauges read whenever somebody asks for the metrics. `reader` names it in the count of errors. Gives what ends it. */
  read(reader: string, readGauges: ReadGauges): () => void {
    this.errors.inc({ reader }, 0);
    const added = new GaugeReader(readGauges, () => this.errors.inc({ reader }));
    this.readers.add(added);
    return () => void this.readers.delete(added);
  }

  /** How many values of a label have series of their own; the others share one. */
  limit(label: BoundLabel, countMax: number): void {
    this.bound.limit(label, countMax);
  }

  /** Measures Node and the process too, from now on. */
  measureProcess(): void {
    if (this.measuresProcess) return;
    this.measuresProcess = true;
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
  }

  /** The metrics as Prometheus reads them. */
  text(format: MetricsFormat): Promise<string> {
    return this.inTurn(() => {
      this.registry.setContentType(
        format === 'openmetrics' ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE,
      );
      this.nameCounters();
      return this.registry.metrics();
    });
  }

  /** The metrics as they are. Histograms come as prom-client gives them: one value for each cumulative bucket, sum and count. */
  families() {
    return this.inTurn(() => {
      this.nameCounters();
      return this.registry.getMetricsAsJSON();
    });
  }

  /** One after the other: the registry's format belongs to one scrape at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(async () => {
      await this.removeIdle(Date.now());
      await this.readAll();
      return work();
    });
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async readAll(): Promise<void> {
    const now = performance.now();
    const series = seriesOf(await Promise.all([...this.readers].map((reader) => reader.readings(now))));
    for (const [name, gauge] of this.gauges) {
      gauge.reset();
      // A gauge without labels begins at 0, which nobody has read.
      gauge.remove({});
      for (const { labels, value } of series.get(name) ?? []) gauge.set(labels, value);
    }
  }

  private async removeIdle(now: number): Promise<void> {
    for (const [label, values] of this.bound.free(now)) {
      if (values.size === 0) continue;
      for (const instrument of this.instruments) await removeSeries(instrument, label, values);
    }
  }

  /** OpenMetrics takes the ending off a counter's name, and prom-client does so for good. */
  private nameCounters(): void {
    for (const metric of this.registry.getMetricsAsArray()) {
      if (isCounter(metric) && !metric.name.endsWith('_total')) metric.name = `${metric.name}_total`;
    }
  }
}

/** The one of this process: `all` runs six services, and each metric exists once. */
export const metrics = new MetricRegistry();

/** May have exemplars; its other format is set for the length of a scrape. */
function openMetricsRegistry(): Registry<
  typeof Registry.OPENMETRICS_CONTENT_TYPE | typeof Registry.PROMETHEUS_CONTENT_TYPE
> {
  const registry = new Registry<
    typeof Registry.OPENMETRICS_CONTENT_TYPE | typeof Registry.PROMETHEUS_CONTENT_TYPE
  >();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry;
}

function isCounter(metric: object): boolean {
  return metric instanceof Counter;
}

async function removeSeries(
  instrument: Counter | Histogram,
  label: BoundLabel,
  values: ReadonlySet<string>,
): Promise<void> {
  const { values: series } = await instrument.get();
  for (const { labels } of series) {
    if (!values.has(String(labels[label] ?? ''))) continue;
    const { le: _, ...own } = labels;
    instrument.remove(own);
  }
}
