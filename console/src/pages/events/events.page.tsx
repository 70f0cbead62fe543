import { Anchor, Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { createLazyRoute, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import type { EventSummary } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import { EventFilters } from './event-filters.js';
import { eventSearch, isFiltered } from './event-search.js';
import { NoEvents, NoMatches } from './no-events.js';
import { PublishEvent } from './publish-event.js';

export const Route = createLazyRoute('/t/$tenant/events')({ component: EventsPage });

const REFRESH_MS = 5_000;
const FROM = '/t/$tenant/events';

/** Everything that was published, the newest first. */
function EventsPage() {
  const tenant = useTenant();
  const { publish = false, ...filters } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const mayPublish = useMay('publish');
  const setPublish = (isOpen: boolean) =>
    void navigate({ search: { ...filters, ...(isOpen ? { publish: true } : {}) }, replace: true });
  const { query, rows, more } = usePages({
    key: ['events', tenant, filters],
    load: (cursor, signal) => {
      const asked = { ...filters, ...(cursor === undefined ? {} : { cursor }) };
      const params = { path: { tenant }, query: asked };
      return ask(api.GET('/v1/tenants/{tenant}/events', { params, signal }));
    },
    refreshMs: REFRESH_MS,
  });
  return (
    <>
      <PageHeader
        title="Events"
        description="What the helpdesk has published. Each one leads to its deliveries, and to why a subscription did or did not fire."
        actions={
          mayPublish && (
            <Button leftSection={<IconSend size={16} />} onClick={() => setPublish(true)}>
              Publish an event
            </Button>
          )
        }
      />
      <EventFilters
        value={filters}
        onChange={(change) =>
          void navigate({ search: (old) => eventSearch({ ...old, ...change }), replace: true })
        }
      />
      {query.isError && rows === undefined ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        isFiltered(filters) ? (
          <NoMatches onClear={() => void navigate({ search: {}, replace: true })} />
        ) : (
          <NoEvents {...(mayPublish ? { onPublish: () => setPublish(true) } : {})} />
        )
      ) : (
        <RecordTable label="Events" columns={COLUMNS} rows={rows} rowId={({ id }) => id} more={more} />
      )}
      {mayPublish && <PublishEvent isOpen={publish} onClose={() => setPublish(false)} />}
    </>
  );
}

const COLUMNS: readonly Column<EventSummary>[] = [
  {
    key: 'type',
    header: 'Type',
    width: 'minmax(0, 1.4fr)',
    cell: (event) => <EventLink event={event} />,
  },
  {
    key: 'subject',
    header: 'Ticket',
    width: 'minmax(0, 1fr)',
    cell: ({ ticketId, subject }) =>
      ticketId === null ? <Text size="sm">{subject ?? '–'}</Text> : <TicketLink ticketId={ticketId} />,
  },
  {
    key: 'source',
    header: 'Source',
    width: 'minmax(0, 1.6fr)',
    hiddenBelow: 'tablet',
    cell: ({ source }) => (
      <Text size="sm" c="dimmed" truncate title={source}>
        {source}
      </Text>
    ),
  },
  {
    key: 'received',
    header: 'Received',
    width: '110px',
    cell: ({ receivedAt }) => <Instant at={receivedAt} />,
  },
];

function EventLink({ event: { id, type } }: { readonly event: EventSummary }) {
  const tenant = useTenant();
  return (
    <>
      <Anchor
        size="sm"
        fw={550}
        truncate
        display="block"
        renderRoot={(props) => <Link to="/t/$tenant/events/$id" params={{ tenant, id }} {...props} />}
      >
        {type}
      </Anchor>
      <Text size="xs" c="dimmed" truncate title={id}>
        {id}
      </Text>
    </>
  );
}

function TicketLink({ ticketId }: { readonly ticketId: string }) {
  const tenant = useTenant();
  return (
    <Anchor
      size="sm"
      truncate
      display="block"
      renderRoot={(props) => <Link to={FROM} params={{ tenant }} search={{ ticket: ticketId }} {...props} />}
      title={`Events of ticket ${ticketId}`}
    >
      #{ticketId}
    </Anchor>
  );
}
