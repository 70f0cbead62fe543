import type { Counter, Histogram } from 'prom-client';
import type { BoundLabels } from './bound-labels.js';

/** The values of a metric's labels. */
export type Labels<L extends string> = Readonly<Record<L, string>>;

/** The span that a measured value belongs to, where somebody keeps it. */
export interface ExemplarSpan {
  readonly traceId: string;
  readonly spanId: string;
}

/** Counts what happened. */
export class CounterOf<L extends string> {
  constructor(
    private readonly counter: Counter,
    private readonly bound: BoundLabels,
  ) {}

  inc(labels: Labels<L>, by = 1): void {
    this.counter.inc(this.bound.use(labels), by);
  }
}

/** Counts values by their size. */
export class HistogramOf<L extends string> {
  constructor(
    private readonly histogram: Histogram,
    private readonly bound: BoundLabels,
  ) {}

  /** `value` in the unit of the metric's name; a negative one, of clocks that disagree, counts as 0. */
  observe(labels: Labels<L>, value: number, exemplar: ExemplarSpan | null = null): void {
    const observed = { labels: this.bound.use(labels), value: Math.max(0, value) };
    this.histogram.observe(
      exemplar === null ? observed : { ...observed, exemplarLabels: exemplarLabels(exemplar) },
    );
  }
}

/** A value of a gauge at the time of a scrape. */
export interface GaugeReading {
  readonly gauge: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Tells how something stands. Its values are read when somebody asks for them. */
export class GaugeOf<L extends string> {
  constructor(
    readonly name: string,
    private readonly bound: BoundLabels,
  ) {}

  /** Readings of one reader whose labels come to the same add up. */
  at(labels: Labels<L>, value: number): GaugeReading {
    return this.exactlyAt(this.bound.show(labels), value);
  }

  /** Past the bound of its labels: for what must be seen by its name, and is rare. */
  exactlyAt(labels: Labels<L>, value: number): GaugeReading {
    return { gauge: this.name, labels, value };
  }
}

/** The names that Prometheus and Grafana expect. */
function exemplarLabels({ traceId, spanId }: ExemplarSpan): Record<string, string> {
  return { trace_id: traceId, span_id: spanId };
}
