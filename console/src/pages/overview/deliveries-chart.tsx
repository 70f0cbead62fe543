import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { bucketLabel } from './bucket-label.js';
import { OUTCOMES } from './outcomes.js';
import type { Overview } from './use-overview.js';

/** Deliveries by when they were made and what became of them. Loaded apart: charts are large. */
export default function DeliveriesChart({ overview }: { readonly overview: Overview }) {
  const data = overview.buckets.map(({ at, ...figures }) => ({
    ...figures,
    at: bucketLabel(at, overview.bucketSeconds),
  }));
  return (
    <BarChart
      h={240}
      data={data}
      dataKey="at"
      type="stacked"
      series={OUTCOMES.map(({ key, label, colour }) => ({ name: key, label, color: colour }))}
      withLegend
      legendProps={{ verticalAlign: 'bottom' }}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      barProps={{ isAnimationActive: false }}
      // The table beside it is for those who cannot see it: the drawing takes no focus.
      barChartProps={{ accessibilityLayer: false }}
      maxBarWidth={28}
    />
  );
}
