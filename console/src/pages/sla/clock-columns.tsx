import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '../../api/types.js';
import { Instant } from '../../ui/instant.js';
import type { Column } from '../../ui/record-table.js';
import { DueIn } from './due-in.js';
import { METRICS } from './metrics.js';

type OpenClock = AnswerOf<'listSlaClocks'>['items'][number];

export const rowIdOf = ({ ticketId, metric, startedAt }: OpenClock): string =>
  `${ticketId} ${metric} ${startedAt}`;

export function clockColumns(tenant: string): readonly Column<OpenClock>[] {
  return [
    {
      key: 'ticket',
      header: 'Ticket',
      width: 'minmax(0, 1fr)',
      cell: ({ ticketId }) => (
        <Anchor
          size="sm"
          fw={600}
          renderRoot={(props) => (
            <Link to="/t/$tenant/tickets/$id" params={{ tenant, id: ticketId }} {...props} />
          )}
        >
          #{ticketId}
        </Anchor>
      ),
    },
    { key: 'metric', header: 'Promise', width: 'minmax(0, 1.1fr)', cell: ({ metric }) => METRICS[metric] },
    {
      key: 'due',
      header: 'Due',
      width: 'minmax(0, 2.6fr)',
      cell: ({ status, due }) => <DueIn status={status} due={due} />,
    },
    {
      key: 'policy',
      header: 'Policy',
      width: 'minmax(0, 1.2fr)',
      hiddenBelow: 'phone',
      cell: ({ policy }) =>
        policy?.name ?? (
          <Text c="dimmed" size="sm">
            stated by the helpdesk
          </Text>
        ),
    },
    {
      key: 'warnings',
      header: 'Warnings',
      width: '90px',
      hiddenBelow: 'tablet',
      cell: ({ warningsGiven }) => (warningsGiven === 0 ? 'none' : `${warningsGiven} given`),
    },
    {
      key: 'started',
      header: 'Started',
      width: '120px',
      hiddenBelow: 'tablet',
      cell: ({ startedAt }) => <Instant at={startedAt} />,
    },
  ];
}
