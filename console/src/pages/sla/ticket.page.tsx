import { Anchor, Button, Group, Paper, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useParams } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { TicketSla } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { ClockCard } from './clock-card.js';
import { TicketSearch } from './ticket-search.js';
import { calendarsQuery } from './use-calendars.js';

export const Route = createLazyRoute('/t/$tenant/tickets/$id')({ component: TicketPage });

const REFRESH_MS = 5_000;
const NOT_FOUND = 404;

/** A ticket's clocks, and what moved them. */
function TicketPage() {
  const tenant = useTenant();
  const { id } = useParams({ from: '/t/$tenant/tickets/$id' });
  const sla = useQuery({
    queryKey: ['ticket-sla', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/tickets/{id}/sla', { params: { path: { tenant, id } }, signal })),
    refetchInterval: ({ state }) => (state.status === 'error' ? false : REFRESH_MS),
  });
  const isUnknown = sla.isError && asProblem(sla.error).status === NOT_FOUND;
  return (
    <>
      <PageHeader
        title={`Ticket #${id}`}
        back={{ link: { to: '/t/$tenant/sla', params: { tenant } }, label: 'Running clocks' }}
        description={sla.data === undefined ? undefined : <Facts sla={sla.data} />}
        actions={
          <>
            <TicketSearch />
            <TicketLinks ticket={id} />
          </>
        }
      />
      {sla.isError && isUnknown && <NoClocks />}
      {sla.isError && !isUnknown && (
        <ErrorState problem={asProblem(sla.error)} onRetry={() => void sla.refetch()} />
      )}
      {sla.isPending && <Skeleton h={160} />}
      {sla.data !== undefined && <Clocks sla={sla.data} />}
    </>
  );
}

function TicketLinks({ ticket }: { readonly ticket: string }) {
  const tenant = useTenant();
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => (
          <Link to="/t/$tenant/deliveries" params={{ tenant }} search={{ ticket }} {...props} />
        )}
      >
        Its deliveries
      </Button>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => (
          <Link to="/t/$tenant/events" params={{ tenant }} search={{ ticket }} {...props} />
        )}
      >
        Its events
      </Button>
    </Group>
  );
}

function Facts({ sla: { policy, calendar, status, priority } }: { readonly sla: TicketSla }) {
  const calendars = useQuery({ ...calendarsQuery(useTenant()), enabled: calendar !== null });
  const name = calendars.data?.items.find(({ id }) => id === calendar)?.name ?? calendar;
  const facts = [
    policy === null ? 'No policy applies' : `Policy: ${policy.name}`,
    calendar === null ? 'around the clock' : `calendar ${name}`,
    status === null ? null : `status ${status}`,
    priority === null ? null : `priority ${priority}`,
  ];
  return <>{facts.filter((fact) => fact !== null).join(' · ')}</>;
}

function Clocks({ sla }: { readonly sla: TicketSla }) {
  const isOpen = ({ endedAt }: TicketSla['clocks'][number]) => endedAt === null;
  const open = sla.clocks.filter(isOpen);
  const ended = sla.clocks.filter((clock) => !isOpen(clock));
  return (
    <Stack gap="lg">
      {sla.clocks.length === 0 && <NoClocks />}
      {open.length > 0 && <Section title="Running" clocks={open} />}
      {sla.timeConditions.length > 0 && <TimeConditions sla={sla} />}
      {ended.length > 0 && <Section title="Ended" clocks={ended} />}
      {sla.history.length > 0 && <History sla={sla} />}
    </Stack>
  );
}

function NoClocks() {
  return (
    <EmptyState icon={IconClockOff} title="This ticket has no clock">
      <p>
        No policy applied to it when its events came, and they stated no due instants. Tickets that were
        closed long ago are forgotten.
      </p>
    </EmptyState>
  );
}

function Section({ title, clocks }: { readonly title: string; readonly clocks: TicketSla['clocks'] }) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {title}
      </Title>
      {clocks.map((clock) => (
        <ClockCard key={`${clock.metric} ${clock.startedAt} ${clock.source}`} clock={clock} />
      ))}
    </Stack>
  );
}

function TimeConditions({ sla }: { readonly sla: TicketSla }) {
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h5" mb="xs">
        Time in a status
      </Title>
      {sla.timeConditions.map(({ id, since, due, met }) => (
        <Text size="sm" key={`${id} ${since}`}>
          <code>{id}</code>: since <Instant at={since} />, {met ? 'told' : 'is told'}{' '}
          <Instant at={due} isExpected={!met} />
        </Text>
      ))}
    </Paper>
  );
}

function History({ sla }: { readonly sla: TicketSla }) {
  const tenant = useTenant();
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        What moved the clocks
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Event</Table.Th>
              <Table.Th>Status then</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sla.history.toReversed().map(({ at, type, status, eventId }) => (
              <Table.Tr key={`${eventId} ${at} ${type}`}>
                <Table.Td>
                  <Instant at={at} full />
                </Table.Td>
                <Table.Td>
                  <Anchor
                    size="sm"
                    renderRoot={(props) => (
                      <Link to="/t/$tenant/events/$id" params={{ tenant, id: eventId }} {...props} />
                    )}
                  >
                    {type}
                  </Anchor>
                </Table.Td>
                <Table.Td>{status ?? '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
