import { Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import type { Subscription } from '../../api/types.js';
import { useMay } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { BacktestPanel } from './check/backtest-panel.js';
import { PreviewPanel } from './check/preview-panel.js';
import { Card } from '../../ui/card.js';
import { TABS, type DetailSearch, type Tab } from './detail/detail-search.js';
import { HeaderActions } from './detail/header-actions.js';
import { Notes } from './detail/notes.js';
import { OverviewTab } from './detail/overview-tab.js';
import { TestTab } from './detail/test-tab.js';
import { subscriptionQuery } from './detail/use-detail.js';
import { DIALECT_LABELS } from './list/dialect-labels.js';
import { StandingBadge } from './list/standing-badge.js';
import { useHealth } from './list/use-list.js';
import { VerifyTab } from './snippets/verify-tab.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions/$id')({ component: SubscriptionPage });

function SubscriptionPage() {
  const { tenant, id } = Route.useParams();
  const search = Route.useSearch();
  const mayConfigure = useMay('configure');
  const { data, error, refetch } = useQuery(subscriptionQuery(tenant, id));
  const health = useHealth(tenant, [id]).get(id);
  const back = {
    link: { to: '/t/$tenant/subscriptions', params: { tenant } },
    label: 'Subscriptions',
  } as const;
  if (data === undefined)
    return (
      <>
        <PageHeader title="Subscription" back={back} />
        {error === null ? (
          <Loading />
        ) : (
          <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
        )}
      </>
    );
  return (
    <>
      <PageHeader
        title={data.name}
        back={back}
        badge={<StandingBadge subscription={data} health={health} />}
        description={`${DIALECT_LABELS[data.dialect]} · ${data.urls.length === 1 ? '1 URL' : `${data.urls.length} URLs`}`}
        actions={mayConfigure && <HeaderActions tenant={tenant} subscription={data} />}
      />
      <SubscriptionTabs key={id} tenant={tenant} subscription={data} search={search} />
    </>
  );
}

interface SubscriptionTabsProps {
  readonly tenant: string;
  readonly subscription: Subscription;
  readonly search: DetailSearch;
}

const LABELS: Readonly<Record<Tab, string>> = {
  overview: 'Overview',
  test: 'Test',
  preview: 'Preview',
  verify: 'Verify',
};

function SubscriptionTabs({ tenant, subscription, search }: SubscriptionTabsProps) {
  const navigate = useNavigate({ from: '/t/$tenant/subscriptions/$id' });
  const mayConfigure = useMay('configure');
  const open = (value: string | null) => {
    const tab = TABS.find((one) => one === value);
    void navigate({ search: { ...search, tab: tab === 'overview' ? undefined : tab } });
  };
  const shown = TABS.filter((tab) => mayConfigure || !['test', 'preview'].includes(tab));
  return (
    <Tabs value={search.tab ?? 'overview'} onChange={open} keepMounted={false}>
      <Tabs.List mb="md">
        {shown.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {LABELS[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="overview">
        <Notes tenant={tenant} subscription={subscription} isNew={search.created === true && mayConfigure} />
        <OverviewTab tenant={tenant} subscription={subscription} search={search} />
      </Tabs.Panel>
      {mayConfigure && (
        <>
          <Tabs.Panel value="test">
            <TestTab tenant={tenant} subscription={subscription} />
          </Tabs.Panel>
          <Tabs.Panel value="preview">
            <CheckTab subscriptionId={subscription.id} />
          </Tabs.Panel>
        </>
      )}
      <Tabs.Panel value="verify">
        <VerifyTab tenant={tenant} subscription={subscription} />
      </Tabs.Panel>
    </Tabs>
  );
}

const CheckTab = ({ subscriptionId }: { readonly subscriptionId: string }) => (
  <Stack>
    <Card title="Preview">
      <PreviewPanel subscriptionId={subscriptionId} />
    </Card>
    <Card title="Back-test">
      <BacktestPanel subscriptionId={subscriptionId} />
    </Card>
  </Stack>
);

const Loading = () => (
  <Stack>
    <Skeleton h={36} />
    <Skeleton h={280} />
    <Skeleton h={160} />
  </Stack>
);
