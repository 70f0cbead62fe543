import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LiveAttempt } from '../../../api/types.js';
import { duration, fullTime } from '../../../ui/format.js';
import type { Column } from '../../../ui/record-table.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import classes from './list.module.css';
import { subscriptionColumn } from './subscription-column.js';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** The columns of the live tail. `nameOf` tells the names of subscriptions. */
export function tailColumns(tenant: string, nameOf: (id: string) => string): readonly Column<LiveAttempt>[] {
  return [
    {
      key: 'at',
      header: 'Time',
      width: '84px',
      cell: ({ at }) => (
        <time dateTime={at} title={fullTime(Date.parse(at))}>
          {clock.format(Date.parse(at))}
        </time>
      ),
    },
    { key: 'status', header: 'Status', width: '96px', cell: ({ status }) => <StatusBadge status={status} /> },
    {
      key: 'type',
      header: 'Event',
      width: 'minmax(0, 1.3fr)',
      cell: (row) => <TypeCell {...row} tenant={tenant} name={nameOf(row.subscriptionId)} />,
    },
    {
      key: 'ticket',
      header: 'Ticket',
      width: '104px',
      hiddenBelow: 'phone',
      cell: ({ ticketId }) => (ticketId === null ? '–' : `#${ticketId}`),
    },
    subscriptionColumn(nameOf),
    { key: 'outcome', header: 'Answer', width: 'minmax(0, 1.4fr)', hiddenBelow: 'tablet', cell: AnswerCell },
    {
      key: 'duration',
      header: 'Took',
      width: '72px',
      hiddenBelow: 'tablet',
      cell: ({ durationMs }) => (durationMs === null ? '–' : duration(durationMs)),
    },
  ];
}

type TypeCellProps = LiveAttempt & { readonly tenant: string; readonly name: string };

function TypeCell({ tenant, name, deliveryId, number, type, ticketId, test }: TypeCellProps) {
  return (
    <>
      <Text size="sm" truncate>
        <Link
          to="/t/$tenant/deliveries/$id"
          params={{ tenant, id: deliveryId }}
          search={{ attempt: number }}
          className={classes.link}
        >
          {type}
        </Link>
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {ticketId !== null && <span className={classes.onPhone}>#{ticketId} · </span>}
        attempt {number}
        {test && ' · test'}
        <span className={classes.onPhone}> · {name}</span>
      </Text>
    </>
  );
}

function AnswerCell({ responseCode, error, reason }: LiveAttempt) {
  const text = error ?? (responseCode === null ? (reason ?? '–') : String(responseCode));
  return (
    <Text size="sm" className={classes.why} title={text}>
      {text}
    </Text>
  );
}
