import { Anchor, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { count, percent } from '../../../ui/format.js';
import { Instant } from '../../../ui/instant.js';
import type { Column } from '../../../ui/record-table.js';
import { SparkLine } from '../../../ui/spark-line.js';
import { DIALECT_LABELS } from './dialect-labels.js';
import classes from './list-columns.module.css';
import { RowMenu } from './row-menu.js';
import { standingOf } from './standing.js';
import { StandingBadge } from './standing-badge.js';
import { shortList, shortUrl } from './summaries.js';
import type { Health, HealthById } from './use-list.js';

interface ListColumnsOptions {
  readonly tenant: string;
  readonly health: HealthById;
  /** Whether the reader may change subscriptions. */
  readonly mayConfigure: boolean;
}

export function listColumns(options: ListColumnsOptions): readonly Column<Subscription>[] {
  const { tenant, health, mayConfigure } = options;
  const healthOf = ({ id }: Subscription) => health.get(id);
  const menu: Column<Subscription> = {
    key: 'menu',
    header: <VisuallyHidden>Actions</VisuallyHidden>,
    width: '34px',
    cell: (subscription) => <RowMenu tenant={tenant} subscription={subscription} />,
  };
  return [
    {
      key: 'name',
      header: 'Subscription',
      width: 'minmax(0, 2.4fr)',
      cell: (row) => <NameCell tenant={tenant} subscription={row} health={healthOf(row)} />,
    },
    {
      key: 'events',
      header: 'Events, dialect',
      width: 'minmax(0, 1.5fr)',
      hiddenBelow: 'tablet',
      cell: ({ events, dialect }) => (
        <Stack gap={0}>
          <Text size="sm" truncate title={events.join(', ')}>
            {shortList(events, 1)}
          </Text>
          <Text size="xs" c="dimmed">
            {DIALECT_LABELS[dialect]}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'status',
      header: 'Status',
      width: '128px',
      hiddenBelow: 'phone',
      cell: (row) => <StatusCell subscription={row} health={healthOf(row)} />,
    },
    {
      key: 'health',
      header: 'Last 24 h',
      width: '104px',
      hiddenBelow: 'tablet',
      cell: (row) => <HealthCell health={healthOf(row)} name={row.name} />,
    },
    {
      key: 'success',
      header: 'Success',
      width: '64px',
      hiddenBelow: 'phone',
      cell: (row) => <SuccessCell health={healthOf(row)} />,
    },
    {
      key: 'last',
      header: 'Last attempt',
      width: '92px',
      hiddenBelow: 'phone',
      cell: (row) => <LastCell health={healthOf(row)} />,
    },
    ...(mayConfigure ? [menu] : []),
  ];
}

function NameCell({ tenant, subscription, health }: Pick<ListColumnsOptions, 'tenant'> & Shown) {
  const { id, name, urls } = subscription;
  const [first = ''] = urls;
  return (
    <Stack gap={0}>
      <Anchor
        renderRoot={(props) => <Link to="/t/$tenant/subscriptions/$id" params={{ tenant, id }} {...props} />}
        fw={600}
        size="sm"
        c="inherit"
        truncate
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" truncate title={urls.join('\n')}>
        {shortUrl(first)}
        {urls.length > 1 && ` +${urls.length - 1} more`}
      </Text>
      <div className={classes.onPhone}>
        <StandingBadge subscription={subscription} health={health} />
      </div>
    </Stack>
  );
}

interface Shown extends Measured {
  readonly subscription: Subscription;
}

function StatusCell({ subscription, health }: Shown) {
  const standing = standingOf(subscription, health?.buckets);
  return (
    <Stack gap={1} align="flex-start">
      <StandingBadge subscription={subscription} health={health} />
      {'reason' in standing && (
        <Text size="xs" c="dimmed" truncate w="100%" title={standing.reason}>
          {standing.reason}
        </Text>
      )}
    </Stack>
  );
}

interface Measured {
  readonly health: Health | null | undefined;
}

function HealthCell({ health, name }: Measured & { readonly name: string }) {
  if (health === undefined) return <Skeleton h={24} w={98} />;
  if (health === null) return <Unknown />;
  const { successes, failures, buckets } = health;
  const label = `${name}: ${count(successes)} successful and ${count(failures)} failed attempts in 24 hours`;
  return <SparkLine buckets={buckets} label={label} width={100} />;
}

function SuccessCell({ health }: Measured) {
  if (health === undefined) return <Skeleton h={12} w={50} />;
  if (health === null) return <Unknown />;
  return (
    <Text size="sm" c={health.count === 0 ? 'dimmed' : undefined} title={`${count(health.count)} attempts`}>
      {percent(health.successes, health.count)}
    </Text>
  );
}

function LastCell({ health }: Measured) {
  if (health === undefined) return <Skeleton h={12} w={60} />;
  if (health === null) return <Unknown />;
  if (health.lastAt !== null) return <Instant at={health.lastAt} />;
  return (
    <Text size="xs" c="dimmed">
      None in 24 h
    </Text>
  );
}

const Unknown = () => (
  <Text size="xs" c="dimmed">
    unknown
  </Text>
);
