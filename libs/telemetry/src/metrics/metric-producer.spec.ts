import { DataPointType } from '@opentelemetry/sdk-metrics';
import { expect, it } from '@jest/globals';
import { RegistryProducer } from './metric-producer.js';
import { MetricRegistry } from './metric-registry.js';

it('gives what a scrape tells to an export, with the kinds and units of OpenTelemetry', async () => {
  const registry = new MetricRegistry();
  registry.counter('deskhook_eggs_total', { help: 'Eggs', labels: ['size'] }).inc({ size: 'L' }, 2);
  const boiling = registry.histogram('deskhook_boiling_seconds', {
    help: 'Boiling',
    labels: ['size'],
    buckets: [180, 300],
  });
  for (const [size, seconds] of [
    ['L', 100],
    ['L', 240],
    ['L', 241],
    ['L', 1_000],
    ['S', 60],
  ] as const)
    boiling.observe({ size }, seconds);
  const left = registry.gauge('deskhook_left_bytes', { help: 'Left' });
  registry.read('basket', () => [left.at({}, 7)]);
  const { resourceMetrics } = await new RegistryProducer(registry).collect();
  const metrics = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  const shown = metrics.map(({ descriptor: { name, unit }, dataPointType, dataPoints }) => ({
    name,
    unit,
    dataPointType,
    points: dataPoints.map(({ attributes, value }) => ({ attributes, value })),
  }));
  expect(shown).toEqual([
    {
      name: 'deskhook_metrics_errors',
      unit: '',
      dataPointType: DataPointType.SUM,
      points: [{ attributes: { reader: 'basket' }, value: 0 }],
    },
    {
      name: 'deskhook_eggs',
      unit: '',
      dataPointType: DataPointType.SUM,
      points: [{ attributes: { size: 'L' }, value: 2 }],
    },
    {
      name: 'deskhook_boiling_seconds',
      unit: 's',
      dataPointType: DataPointType.HISTOGRAM,
      points: [
        {
          attributes: { size: 'L' },
          value: { buckets: { boundaries: [180, 300], counts: [1, 2, 1] }, sum: 1_581, count: 4 },
        },
        {
          attributes: { size: 'S' },
          value: { buckets: { boundaries: [180, 300], counts: [1, 0, 0] }, sum: 60, count: 1 },
        },
      ],
    },
    {
      name: 'deskhook_left_bytes',
      unit: 'By',
      dataPointType: DataPointType.GAUGE,
      points: [{ attributes: {}, value: 7 }],
    },
  ]);
});
