import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Delivery, EventDetail } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { count } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import { StatusBadge } from '../../ui/status-badge.js';

/** What goes out because of an event and those that are derived from it. */
export function EventDeliveries({ event }: { readonly event: EventDetail }) {
  const { deliveries, explanations } = event;
  const names = new Map((explanations ?? []).map(({ subscriptionId, name }) => [subscriptionId, name]));
  return (
    <Stack gap="sm" component="section" aria-labelledby="deliveries">
      <Title order={2} size="h4" id="deliveries">
        Deliveries{' '}
        <Text span c="dimmed" fw={400}>
          {count(deliveries.length)}
        </Text>
      </Title>
      {deliveries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {event.refusal === null
            ? 'Nothing was sent because of this event. Below stands why, for each subscription.'
            : 'Nothing was sent, since the event was refused.'}
        </Text>
      ) : (
        <RecordTable label="Deliveries" columns={columnsOf(names)} rows={deliveries} rowId={({ id }) => id} />
      )}
    </Stack>
  );
}

const columnsOf = (names: ReadonlyMap<string, string>): readonly Column<Delivery>[] => [
  {
    key: 'status',
    header: 'Status',
    width: '104px',
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    key: 'subscription',
    header: 'Subscription',
    width: 'minmax(0, 1.4fr)',
    cell: (delivery) => (
      <DeliveryLink
        delivery={delivery}
        name={names.get(delivery.subscriptionId) ?? delivery.subscriptionId}
      />
    ),
  },
  {
    key: 'url',
    header: 'URL',
    width: 'minmax(0, 1.6fr)',
    hiddenBelow: 'phone',
    cell: ({ url }) => (
      <Text size="sm" c="dimmed" truncate title={url}>
        {url}
      </Text>
    ),
  },
  {
    key: 'attempts',
    header: 'Attempts',
    width: '130px',
    hiddenBelow: 'tablet',
    cell: ({ attemptCount, lastResponseCode }) => (
      <Text size="sm">
        {attemptCount}
        {lastResponseCode !== null && ` · last ${lastResponseCode}`}
      </Text>
    ),
  },
  {
    key: 'when',
    header: 'Next / last',
    width: '110px',
    hiddenBelow: 'phone',
    cell: ({ nextAttemptAt, updatedAt }) => (
      <Instant at={nextAttemptAt ?? updatedAt} isExpected={nextAttemptAt !== null} />
    ),
  },
];

function DeliveryLink({ delivery, name }: { readonly delivery: Delivery; readonly name: string }) {
  const tenant = useTenant();
  return (
    <>
      <Anchor
        size="sm"
        fw={550}
        truncate
        display="block"
        renderRoot={(props) => (
          <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id: delivery.id }} {...props} />
        )}
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" truncate>
        {delivery.trigger === null || delivery.trigger === delivery.type
          ? delivery.type
          : `${delivery.type} as ${delivery.trigger}`}
      </Text>
    </>
  );
}
