import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Delivery } from '../../../api/types.js';
import type { Column } from '../../../ui/record-table.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import classes from './list.module.css';
import { RowTime } from './row-time.js';
import { subscriptionColumn } from './subscription-column.js';

/** The columns of the list. `nameOf` tells the names of subscriptions. */
export function deliveryColumns(tenant: string, nameOf: (id: string) => string): readonly Column<Delivery>[] {
  return [
    { key: 'status', header: 'Status', width: '96px', cell: ({ status }) => <StatusBadge status={status} /> },
    {
      key: 'type',
      header: 'Event',
      width: 'minmax(0, 1.3fr)',
      cell: (delivery) => <TypeCell tenant={tenant} {...delivery} name={nameOf(delivery.subscriptionId)} />,
    },
    {
      key: 'ticket',
      header: 'Ticket',
      width: '104px',
      hiddenBelow: 'phone',
      cell: ({ ticketId }) => (
        <Text size="sm" truncate>
          {ticketId === null ? '–' : `#${ticketId}`}
        </Text>
      ),
    },
    subscriptionColumn(nameOf),
    {
      key: 'attempts',
      header: 'Attempts',
      width: '88px',
      hiddenBelow: 'tablet',
      cell: AttemptsCell,
    },
    {
      key: 'why',
      header: 'Why, and when next',
      width: 'minmax(0, 1.6fr)',
      hiddenBelow: 'tablet',
      cell: NextCell,
    },
    {
      key: 'at',
      header: 'When',
      width: '96px',
      hiddenBelow: 'phone',
      cell: ({ createdAt }) => (
        <Text size="sm" c="dimmed">
          <RowTime at={createdAt} />
        </Text>
      ),
    },
  ];
}

type TypeCellProps = Delivery & {
  readonly tenant: string;
  readonly name: string;
};

function TypeCell({ tenant, name, ...delivery }: TypeCellProps) {
  const { id, type, trigger, ticketId, createdAt, status, reason } = delivery;
  return (
    <>
      <Text size="sm" truncate>
        <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id }} className={classes.link}>
          {type}
        </Link>
      </Text>
      {trigger !== null && trigger !== type && (
        <Text size="xs" c="dimmed" truncate title={`Sent as ${trigger}`}>
          {trigger}
        </Text>
      )}
      <Text size="xs" c="dimmed" truncate component="div" className={classes.onPhone}>
        {ticketId !== null && `#${ticketId} · `}
        <RowTime at={createdAt} /> · {name}
      </Text>
      {status !== 'delivered' && reason !== null && (
        <Text size="xs" c="dimmed" truncate title={reason} className={classes.onTablet}>
          {shortReason(reason)}
        </Text>
      )}
    </>
  );
}

function AttemptsCell({ attemptCount, lastResponseCode }: Delivery) {
  return (
    <>
      <Text size="sm">{attemptCount}</Text>
      {lastResponseCode !== null && (
        <Text size="xs" c="dimmed">
          last {lastResponseCode}
        </Text>
      )}
    </>
  );
}

function NextCell({ status, nextAttemptAt, reason }: Delivery) {
  if (status === 'delivered') return null;
  return (
    <>
      {nextAttemptAt !== null && (
        <Text size="sm">
          <RowTime at={nextAttemptAt} isExpected />
        </Text>
      )}
      {reason !== null && (
        <Text size="xs" c="dimmed" className={classes.why} title={reason}>
          {shortReason(reason)}
        </Text>
      )}
    </>
  );
}

/** What the status and the number of attempts say already. */
const LAST_ATTEMPT = /; attempt \d+ was the last of the retry schedule$/;
const shortReason = (reason: string): string => reason.replace(LAST_ATTEMPT, '');
