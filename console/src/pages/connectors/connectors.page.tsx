import { Anchor, Button, Text, VisuallyHidden } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { CopyButton } from '../../ui/copy-button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import type { Connector } from './connector-draft.js';
import { KINDS } from './kinds.js';
import { OutcomeBadge } from './outcome-badge.js';
import { ConnectorStatus } from './status-badge.js';
import { addressOf, connectorsQuery } from './use-connectors.js';

export const Route = createLazyRoute('/t/$tenant/connectors')({ component: ConnectorsPage });

/** The helpdesks that send their webhooks here. */
function ConnectorsPage() {
  const tenant = useTenant();
  const mayConfigure = useMay('configure');
  const { data, error, isError, refetch } = useQuery(connectorsQuery(tenant));
  return (
    <>
      <PageHeader
        title="Connectors"
        description="A helpdesk that has webhooks can send them here: they are verified by its own signature, and become events."
        actions={mayConfigure && data?.items.length !== 0 ? <NewConnector /> : undefined}
      />
      {isError && data === undefined ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      ) : data?.items.length === 0 ? (
        <NoneYet />
      ) : (
        <RecordTable
          label="Connectors"
          columns={columnsOf(tenant)}
          rows={data?.items}
          rowId={({ id }) => id}
        />
      )}
    </>
  );
}

function NewConnector() {
  const tenant = useTenant();
  return (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/t/$tenant/connectors/new" params={{ tenant }} {...props} />}
    >
      New connector
    </Button>
  );
}

function NoneYet() {
  const mayConfigure = useMay('configure');
  const names = Object.values(KINDS).map(({ title }) => title);
  return (
    <EmptyState icon={IconPlugConnected} title="No helpdesk is connected yet">
      <p>
        {new Intl.ListFormat('en', { type: 'disjunction' }).format(names)} can publish events without a line
        of code: make a connector, and enter its address and secret in the helpdesk’s own settings.
      </p>
      {mayConfigure ? <NewConnector /> : <p>An editor or administrator can make one.</p>}
    </EmptyState>
  );
}

const columnsOf = (tenant: string): readonly Column<Connector>[] => [
  {
    key: 'name',
    header: 'Connector',
    width: 'minmax(0, 1.4fr)',
    cell: ({ id, name, kind }) => (
      <>
        <Anchor
          size="sm"
          fw={600}
          c="inherit"
          truncate
          display="block"
          renderRoot={(props) => <Link to="/t/$tenant/connectors/$id" params={{ tenant, id }} {...props} />}
        >
          {name}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {KINDS[kind].title}
        </Text>
      </>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    width: '150px',
    cell: (connector) => <ConnectorStatus connector={connector} />,
  },
  {
    key: 'address',
    header: 'Address',
    width: 'minmax(0, 2fr)',
    hiddenBelow: 'phone',
    cell: (connector) => (
      <Text size="xs" ff="monospace" truncate title={addressOf(connector)}>
        {addressOf(connector)}
      </Text>
    ),
  },
  {
    key: 'copy',
    header: <VisuallyHidden>Copy</VisuallyHidden>,
    width: '28px',
    cell: (connector) => (
      <CopyButton value={addressOf(connector)} what={`the address of ${connector.name}`} />
    ),
  },
  {
    key: 'last-request',
    header: 'Last request',
    width: '170px',
    hiddenBelow: 'tablet',
    cell: ({ lastRequests: [last] }) =>
      last === undefined ? (
        <Text size="sm" c="dimmed">
          none yet
        </Text>
      ) : (
        <Text size="sm" component="div">
          <OutcomeBadge outcome={last.outcome} /> <Instant at={last.at} />
        </Text>
      ),
  },
];
