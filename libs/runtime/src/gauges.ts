import { metrics, type Attributes, type BatchObservableCallback } from '@opentelemetry/api';

/** A value of a gauge, and what it is the value of. */
export interface GaugeValue {
  readonly name: string;
  readonly value: number;
  readonly attributes: Attributes;
}

/**
 * Offers gauges to OpenTelemetry: by name, what each tells. `read` gives their values, and is called only when somebody
 * exports metrics; when it fails, they are left out that time. Gives what takes the offer back.
 */
export function offerGauges(
  described: Readonly<Record<string, string>>,
  read: () => Promise<readonly GaugeValue[]>,
): () => void {
  const meter = metrics.getMeter('deskhook');
  const gauges = new Map(
    Object.entries(described).map(([name, description]) => [
      name,
      meter.createObservableGauge(name, { description }),
    ]),
  );
  const observe: BatchObservableCallback = async (result) => {
    for (const { name, value, attributes } of await read()) {
      const gauge = gauges.get(name);
      if (gauge !== undefined) result.observe(gauge, value, attributes);
    }
  };
  const all = [...gauges.values()];
  meter.addBatchObservableCallback(observe, all);
  return () => meter.removeBatchObservableCallback(observe, all);
}
