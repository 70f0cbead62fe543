import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { createLazyRoute, Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { asProblem, type ProblemError } from '../../api/problem.js';
import type { EventDetail } from '../../api/types.js';
import { Trace } from '../../app/trace.js';
import { useTenant } from '../../app/use-session.js';
import { CopyButton } from '../../ui/copy-button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { EventDeliveries } from './event-deliveries.js';
import { EventPayload } from './event-payload.js';
import { Derived, Publications, RefusalNote } from './event-history.js';
import { EventSubscriptions } from './event-subscriptions.js';
import { useEvent } from './use-event.js';

export const Route = createLazyRoute('/t/$tenant/events/$id')({ component: EventPage });

const EXPLAINED_FIRST = 100;
const EXPLAINED_MAX = 1_000;
const NOT_FOUND = 404;

/** One event: what it was, what it led to, and why each subscription did or did not fire. */
function EventPage() {
  const tenant = useTenant();
  const { id } = useParams({ from: '/t/$tenant/events/$id' });
  const [explained, setExplained] = useState(EXPLAINED_FIRST);
  const event = useEvent(tenant, id, explained);
  return (
    <>
      <PageHeader
        title={event.data?.type ?? 'Event'}
        back={{ link: { to: '/t/$tenant/events', params: { tenant } }, label: 'Events' }}
        description={<Facts id={id} event={event.data} />}
      />
      {event.data === undefined ? (
        event.isError ? (
          <Missing problem={asProblem(event.error)} onRetry={() => void event.refetch()} />
        ) : (
          <Loading isLate={event.failureCount > 0} />
        )
      ) : (
        <Stack gap="xl">
          <RefusalNote event={event.data} />
          <EventDeliveries event={event.data} />
          <EventSubscriptions
            event={event.data}
            onAll={explained < EXPLAINED_MAX ? () => setExplained(EXPLAINED_MAX) : undefined}
          />
          <EventPayload event={event.data} />
          <Derived event={event.data} />
          <Publications event={event.data} />
        </Stack>
      )}
    </>
  );
}

function Facts({ id, event }: { readonly id: string; readonly event: EventDetail | undefined }) {
  return (
    <Group gap="4px 16px">
      <Group gap={2} wrap="nowrap" miw={0}>
        <Text span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {id}
        </Text>
        <CopyButton value={id} what="the event's id" />
      </Group>
      {event !== undefined && (
        <>
          {event.ticketId !== null && <TicketLinks ticketId={event.ticketId} />}
          <Fact name="Source">{event.source}</Fact>
          <Fact name="Received">
            <Instant at={event.receivedAt} />
          </Fact>
          <Trace traceId={event.traceId} />
        </>
      )}
    </Group>
  );
}

function TicketLinks({ ticketId }: { readonly ticketId: string }) {
  const tenant = useTenant();
  return (
    <Fact name="Ticket">
      <Anchor
        size="sm"
        underline="always"
        renderRoot={(props) => (
          <Link to="/t/$tenant/events" params={{ tenant }} search={{ ticket: ticketId }} {...props} />
        )}
        title="Its events"
      >
        #{ticketId}
      </Anchor>{' '}
      <Anchor
        size="sm"
        underline="always"
        renderRoot={(props) => (
          <Link to="/t/$tenant/tickets/$id" params={{ tenant, id: ticketId }} {...props} />
        )}
      >
        (SLA clocks)
      </Anchor>
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
      {name}: {children}
    </Text>
  );
}

function Loading({ isLate }: { readonly isLate: boolean }) {
  return (
    <Stack role="status" aria-label="Loading">
      {isLate && (
        <Text size="sm" c="dimmed">
          The log does not have it yet; asking again …
        </Text>
      )}
      <Skeleton h={140} />
      <Skeleton h={260} />
    </Stack>
  );
}

function Missing({ problem, onRetry }: { readonly problem: ProblemError; readonly onRetry: () => void }) {
  const tenant = useTenant();
  if (problem.status !== NOT_FOUND) return <ErrorState problem={problem} onRetry={onRetry} />;
  return (
    <EmptyState icon={IconMapOff} title="The log has no such event">
      <p>It was never published to this tenant, or it is older than what the log keeps.</p>
      <Anchor renderRoot={(props) => <Link to="/t/$tenant/events" params={{ tenant }} {...props} />}>
        Search the events
      </Anchor>
    </EmptyState>
  );
}
