import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';

interface HealthChartProps {
  readonly rows: readonly { readonly at: string; readonly successes: number; readonly failures: number }[];
  readonly height: number;
}

const SERIES = [
  { name: 'successes', label: 'Succeeded', color: 'green.6' },
  { name: 'failures', label: 'Failed', color: 'red.6' },
];
const DAY_MS = 86_400_000;

/** Attempts by when they were made. Loaded apart: charts are large. */
export default function HealthChart({ rows, height }: HealthChartProps) {
  const [first, second] = rows;
  const isByDay =
    first !== undefined && second !== undefined && Date.parse(second.at) - Date.parse(first.at) >= DAY_MS;
  const data = rows.map(({ at, ...figures }) => ({ ...figures, at: isByDay ? dayOf(at) : timeOf(at) }));
  return (
    <BarChart
      h={height}
      data={data}
      dataKey="at"
      type="stacked"
      series={SERIES}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      barProps={{ isAnimationActive: false }}
      // The drawing is hidden from screen readers, so nothing in it may take the focus.
      barChartProps={{ accessibilityLayer: false }}
      maxBarWidth={28}
    />
  );
}

/** Days are the API's: in UTC. */
const dayOf = (at: string): string =>
  new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

const timeOf = (at: string): string =>
  new Date(at).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false });
