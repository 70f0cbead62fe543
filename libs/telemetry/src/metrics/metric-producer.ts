import type { HrTime } from '@opentelemetry/api';
import { ValueType } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type CollectionResult,
  type DataPoint,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { MetricRegistry } from './metric-registry.js';

/** Node's and the process's own figures are those of OpenTelemetry's instrumentation there. */
const OURS = 'deskhook_';
const SECOND_MS = 1000;

type Family = Awaited<ReturnType<MetricRegistry['families']>>[number];
type Sample = Family['values'][number] & { readonly metricName?: string };
type Times = Pick<DataPoint<number>, 'startTime' | 'endTime'>;

/** Gives the registry's metrics to the readers of the OpenTelemetry SDK: what a scrape tells, an export tells too. */
export class RegistryProducer implements MetricProducer {
  private readonly startTime = hrTime(Date.now() - process.uptime() * SECOND_MS);

  constructor(private readonly registry: MetricRegistry) {}

  async collect(): Promise<CollectionResult> {
    const families = await this.registry.families();
    const times = { startTime: this.startTime, endTime: hrTime(Date.now()) };
    const metrics = families
      .filter(({ name, values }) => name.startsWith(OURS) && values.length > 0)
      .map((family) => metricData(family, times));
    const scopeMetrics = [{ scope: { name: 'deskhook' }, metrics }];
    return { resourceMetrics: { resource: resourceFromAttributes({}), scopeMetrics }, errors: [] };
  }
}

/** As a whole it is of the process's whole life, so that a restart shows as one. */
function metricData(family: Family, times: Times): MetricData {
  const head = { aggregationTemporality: AggregationTemporality.CUMULATIVE };
  // What prom-client gives is a word, whatever its type says.
  switch (String(family.type)) {
    case 'histogram':
      return {
        ...head,
        descriptor: descriptorOf(family, family.name),
        dataPointType: DataPointType.HISTOGRAM,
        dataPoints: histograms(family.values, times),
      };
    case 'counter':
      return {
        ...head,
        // OpenTelemetry's names say nothing of the kind; Prometheus puts the ending back.
        descriptor: descriptorOf(family, family.name.replace(/_total$/, '')),
        dataPointType: DataPointType.SUM,
        isMonotonic: true,
        dataPoints: family.values.map((sample) => point(sample, sample.value, times)),
      };
    default:
      return {
        ...head,
        descriptor: descriptorOf(family, family.name),
        dataPointType: DataPointType.GAUGE,
        dataPoints: family.values.map((sample) => point(sample, sample.value, times)),
      };
  }
}

function descriptorOf({ help }: Family, name: string) {
  return { name, description: help, unit: unitOf(name), valueType: ValueType.DOUBLE };
}

function unitOf(name: string): string {
  if (name.endsWith('_seconds')) return 's';
  return /_bytes(_limit)?$/.test(name) ? 'By' : '';
}

/** Histograms come as one value for each bucket, of all up to its bound, and the sum and the count. */
function histograms(values: readonly Sample[], times: Times): DataPoint<Histogram>[] {
  const series = Map.groupBy(values, ({ labels }) => {
    const { le: _, ...own } = labels;
    return JSON.stringify(own);
  });
  return [...series.values()].flatMap((samples) => {
    const [first] = samples;
    return first === undefined ? [] : [point(first, histogramOf(samples), times)];
  });
}

function histogramOf(samples: readonly Sample[]): Histogram {
  const buckets = samples.filter(({ metricName }) => metricName?.endsWith('_bucket') === true);
  const valueOf = (ending: string) =>
    samples.find(({ metricName }) => metricName?.endsWith(ending) === true)?.value ?? 0;
  const upTo = buckets.map(({ value }) => value);
  return {
    buckets: {
      boundaries: buckets.flatMap(({ labels: { le } }) => (le === '+Inf' ? [] : [Number(le)])),
      counts: upTo.map((value, index) => value - (upTo[index - 1] ?? 0)),
    },
    sum: valueOf('_sum'),
    count: valueOf('_count'),
  };
}

function point<T>({ labels }: Sample, value: T, times: Times): DataPoint<T> {
  const { le: _, ...attributes } = labels;
  return { ...times, attributes, value };
}

function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / SECOND_MS);
  return [seconds, Math.round((ms - seconds * SECOND_MS) * 1e6)];
}
