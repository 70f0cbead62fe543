import { Grid, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { AboutCard } from './about-card.js';
import type { DetailSearch } from './detail-search.js';
import { HealthCard } from './health-card.js';
import { LatestCard } from './latest-card.js';
import { SecretCard } from './secret-card.js';
import { DeliveryCard, RequestCard, SelectionCard } from './settings-cards.js';
import { UrlsCard } from './urls-card.js';
import { useFigures } from './use-detail.js';

interface OverviewTabProps {
  readonly tenant: string;
  readonly subscription: Subscription;
  readonly search: DetailSearch;
}

/** How it fares, where it sends to, and how it is set up. */
export function OverviewTab({ tenant, subscription, search }: OverviewTabProps) {
  const navigate = useNavigate({ from: '/t/$tenant/subscriptions/$id' });
  const window = search.window ?? '24h';
  const figures = useFigures(tenant, subscription.id, window);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <HealthCard
            figures={figures.data}
            window={window}
            onWindow={(next) =>
              void navigate({
                search: { ...search, window: next === '24h' ? undefined : next },
                replace: true,
              })
            }
          />
          <UrlsCard tenant={tenant} subscription={subscription} figures={figures.data} />
          <SelectionCard subscription={subscription} />
          <LatestCard tenant={tenant} id={subscription.id} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <SecretCard tenant={tenant} subscription={subscription} />
          <RequestCard subscription={subscription} />
          <DeliveryCard subscription={subscription} />
          <AboutCard subscription={subscription} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
