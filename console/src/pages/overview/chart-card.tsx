import { Paper, Skeleton, Title, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { count } from '../../ui/format.js';
import { bucketLabel } from './bucket-label.js';
import { OUTCOMES } from './outcomes.js';
import type { Overview } from './use-overview.js';

const Chart = lazy(() => import('./deliveries-chart.js'));

/** Deliveries over time, as a drawing and as a table for those who cannot see it. */
export function ChartCard({ overview }: { readonly overview: Overview | undefined }) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="over-time">
      <Title order={2} size="h5" mb="sm" id="over-time">
        Deliveries over time
      </Title>
      {overview === undefined ? (
        <Skeleton h={240} />
      ) : (
        <>
          <Suspense fallback={<Skeleton h={240} />}>
            <div aria-hidden>
              <Chart overview={overview} />
            </div>
          </Suspense>
          <VisuallyHidden>
            <AsTable overview={overview} />
          </VisuallyHidden>
        </>
      )}
    </Paper>
  );
}

function AsTable({ overview: { buckets, bucketSeconds } }: { readonly overview: Overview }) {
  const filled = buckets.filter((bucket) => OUTCOMES.some(({ key }) => bucket[key] > 0));
  return (
    <table>
      <caption>Deliveries by when they were made; times without any are left out</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          {OUTCOMES.map(({ key, label }) => (
            <th scope="col" key={key}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {filled.map((bucket) => (
          <tr key={bucket.at}>
            <th scope="row">{bucketLabel(bucket.at, bucketSeconds)}</th>
            {OUTCOMES.map(({ key }) => (
              <td key={key}>{count(bucket[key])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
