import { Group, SegmentedControl, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import type { AnswerOf } from '../../../api/types.js';
import { count, duration, percent } from '../../../ui/format.js';
import { Card } from '../../../ui/card.js';
import type { HealthWindow } from './detail-search.js';

const Chart = lazy(() => import('./health-chart.js'));
const HEIGHT = 180;

const WINDOW_LABELS = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
];

interface HealthCardProps {
  readonly figures: AnswerOf<'getStats'> | undefined;
  readonly window: HealthWindow;
  readonly onWindow: (window: HealthWindow) => void;
}

/** How the attempts fared. */
export function HealthCard({ figures, window, onWindow }: HealthCardProps) {
  return (
    <Card
      title="Attempts"
      side={
        <SegmentedControl
          size="xs"
          aria-label="Time that the figures are of"
          data={WINDOW_LABELS}
          value={window}
          onChange={(value) => onWindow(value === '7d' ? '7d' : '24h')}
        />
      }
    >
      {figures === undefined ? <Skeleton h={HEIGHT + 62} /> : <Figures figures={figures} />}
    </Card>
  );
}

function Figures({ figures: { total, buckets } }: { readonly figures: AnswerOf<'getStats'> }) {
  const rows = (buckets ?? []).map(({ at, successes, failures }) => ({ at, successes, failures }));
  return (
    <>
      <Group gap="xl" mb="md">
        <Figure label="Attempts">{count(total.count)}</Figure>
        <Figure label="Succeeded">{percent(total.successes, total.count)}</Figure>
        <Figure label="Failed">{count(total.failures)}</Figure>
        <Figure label="Response time, p95">{total.p95Ms === null ? '–' : duration(total.p95Ms)}</Figure>
      </Group>
      <Suspense fallback={<Skeleton h={HEIGHT} />}>
        <div aria-hidden>
          <Chart rows={rows} height={HEIGHT} />
        </div>
      </Suspense>
      <VisuallyHidden>
        {count(total.successes)} attempts succeeded and {count(total.failures)} failed.
      </VisuallyHidden>
    </>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz={20} fw={650} lh={1.3}>
        {children}
      </Text>
    </div>
  );
}
