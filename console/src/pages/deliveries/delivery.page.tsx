import { Grid, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { createLazyRoute } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '../../api/problem.js';
import type { DeliveryDetail } from '../../api/types.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { AttemptDetail } from './delivery/attempt-detail.js';
import { AttemptLine } from './delivery/attempt-line.js';
import { outcomeOf } from './delivery/attempt-outcome.js';
import { DeliveryFacts } from './delivery/delivery-facts.js';
import { DeliveryHeadline } from './delivery/delivery-headline.js';
import classes from './delivery/time-line.module.css';
import { sentence } from './delivery/headline.js';
import { useDelivery, useSubscriptionOf } from './delivery/use-delivery.js';

export const Route = createLazyRoute('/t/$tenant/deliveries/$id')({ component: DeliveryPage });

/** An attempt that was ordered from here. */
interface Awaited {
  readonly id: string;
  readonly attempt: number;
}

function DeliveryPage() {
  const { tenant, id } = Route.useParams();
  const [awaited, setAwaited] = useState<Awaited | null>(null);
  const { data, error, refetch } = useDelivery(tenant, id, awaited?.id === id ? awaited.attempt : null);
  if (data !== undefined)
    return <Known delivery={data} onReplayed={(attempt) => setAwaited({ id, attempt })} />;
  return (
    <>
      <PageHeader
        title="Delivery"
        back={{ link: { to: '/t/$tenant/deliveries', params: { tenant } }, label: 'Deliveries' }}
      />
      {error === null ? (
        <Stack aria-busy="true">
          <Skeleton h={120} />
          <Skeleton h={420} />
        </Stack>
      ) : (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      )}
    </>
  );
}

interface KnownProps {
  readonly delivery: DeliveryDetail;
  readonly onReplayed: (attempt: number) => void;
}

function Known({ delivery, onReplayed }: KnownProps) {
  const { tenant } = Route.useParams();
  const { attempt: wanted } = Route.useSearch();
  const navigate = Route.useNavigate();
  const subscription = useSubscriptionOf(tenant, delivery.subscriptionId);
  const { successCodes } = subscription;
  const { attempts } = delivery;
  const shown = attempts.find(({ number }) => number === wanted) ?? attempts.at(-1);
  const select = (attempt: number) =>
    void navigate({ search: { attempt }, replace: true, resetScroll: false });
  return (
    <>
      <DeliveryHeadline delivery={delivery} successCodes={successCodes} onReplayed={onReplayed} />
      <Stack gap="lg">
        <DeliveryFacts delivery={delivery} subscription={subscription} />
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Paper withBorder p="sm" className={classes.aside}>
              <AttemptLine
                delivery={delivery}
                successCodes={successCodes}
                selected={shown?.number ?? null}
                onSelect={select}
              />
            </Paper>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }} style={{ minWidth: 0 }}>
            {shown === undefined ? (
              <NothingSent delivery={delivery} />
            ) : (
              <AttemptDetail
                url={delivery.url}
                attempt={shown}
                outcome={outcomeOf(shown, delivery, successCodes)}
                successCodes={successCodes}
              />
            )}
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  );
}

function NothingSent({ delivery: { status, reason } }: { readonly delivery: DeliveryDetail }) {
  const isOpen = status === 'pending' || status === 'retrying';
  return (
    <Paper withBorder p="lg">
      <Text fw={550} mb={4}>
        {isOpen ? 'Nothing was sent yet' : 'Nothing was sent'}
      </Text>
      <Text size="sm" c="dimmed">
        {sentence(reason) ??
          (isOpen
            ? 'The request is shown here once it was made. This page looks again by itself.'
            : 'The log has no attempt of it.')}
      </Text>
    </Paper>
  );
}
