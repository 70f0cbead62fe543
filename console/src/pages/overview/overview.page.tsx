import { Button, Grid, SegmentedControl, Stack } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { createLazyRoute, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { ChartCard } from './chart-card.js';
import { Figures } from './figures.js';
import { LedgerCard } from './ledger-card.js';
import { LiveFeed } from './live-feed.js';
import { useHasSubscription, useLedger, useOverview } from './use-overview.js';
import { DEFAULT_WINDOW, isWindowKey, WINDOWS } from './windows.js';
import { WorstEndpoints } from './worst-endpoints.js';

export const Route = createLazyRoute('/t/$tenant/')({ component: OverviewPage });

/** How a tenant's webhooks fare. */
function OverviewPage() {
  const tenant = useTenant();
  const { window = DEFAULT_WINDOW } = useSearch({ from: '/t/$tenant/' });
  const navigate = useNavigate({ from: '/t/$tenant/' });
  const overview = useOverview(tenant, window);
  const ledger = useLedger(tenant, window);
  // False only once that is known.
  const isSubscribed = useHasSubscription(tenant) !== false;
  const isQuiet = overview.data !== undefined && overview.data.events.accepted === 0 && window === '30d';
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Window"
            data={WINDOWS.map(({ key, label }) => ({ value: key, label }))}
            value={window}
            onChange={(value) => {
              if (isWindowKey(value)) void navigate({ search: { window: value }, replace: true });
            }}
          />
        }
      />
      {overview.isError && overview.data === undefined ? (
        <ErrorState problem={asProblem(overview.error)} onRetry={() => void overview.refetch()} />
      ) : (
        <Stack gap="md">
          {(isQuiet || !isSubscribed) && <FirstSteps isSubscribed={isSubscribed} />}
          <Figures overview={overview.data} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Stack gap="md">
                <ChartCard overview={overview.data} />
                <WorstEndpoints overview={overview.data} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Stack gap="md">
                <LiveFeed />
                <LedgerCard ledger={ledger.data} />
              </Stack>
            </Grid.Col>
          </Grid>
        </Stack>
      )}
    </>
  );
}

function FirstSteps({ isSubscribed }: { readonly isSubscribed: boolean }) {
  const tenant = useTenant();
  const mayConfigure = useMay('configure');
  return (
    <EmptyState
      icon={IconWebhook}
      title={isSubscribed ? 'No event has been published in this time' : 'There is no subscription yet'}
    >
      <p>
        {isSubscribed
          ? 'Let the helpdesk publish an event: it is delivered to the subscriptions that ask for it.'
          : 'Create a subscription that says where to deliver, then let the helpdesk publish its first event.'}
      </p>
      {mayConfigure && !isSubscribed && (
        <Button component={Link} to={`/t/${tenant}/subscriptions/new`}>
          New subscription
        </Button>
      )}
    </EmptyState>
  );
}
