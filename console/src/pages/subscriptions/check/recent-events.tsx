import { Group, ScrollArea, Select, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem } from '../../../api/problem.js';
import type { EventSummary } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { ErrorState } from '../../../ui/error-state.js';
import { FilterInput } from '../../../ui/filter-input.js';
import { Instant } from '../../../ui/instant.js';
import { eventTypesQuery } from '../use-catalogue.js';
import classes from './check.module.css';

interface RecentEventsProps {
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** The tenant has no events at all. */
  readonly onNone: () => void;
}

const SHOWN = 30;

/** The latest events, of a ticket or a type if asked for; the newest is chosen until somebody chooses another. */
export function RecentEvents({ selected, onSelect, onNone }: RecentEventsProps) {
  const tenant = useTenant();
  const [ticket, setTicket] = useState<string>();
  const [type, setType] = useState<string>();
  const types = useQuery(eventTypesQuery).data?.items ?? [];
  const query = {
    limit: SHOWN,
    ...(ticket === undefined ? {} : { ticket }),
    ...(type === undefined ? {} : { type }),
  };
  const events = useQuery({
    queryKey: ['events', tenant, 'recent', query],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/events', { params: { path: { tenant }, query }, signal })),
    refetchOnWindowFocus: false,
  });
  const items = events.data?.items;
  const isFiltered = ticket !== undefined || type !== undefined;
  useFirst({ items, selected, isFiltered, onSelect, onNone });
  return (
    <Stack gap={6}>
      <Group gap="xs" grow wrap="nowrap">
        <FilterInput
          aria-label="Events of the ticket"
          placeholder="Ticket"
          value={ticket}
          onChange={setTicket}
        />
        <Select
          size="xs"
          aria-label="Events of the type"
          placeholder="Any type"
          data={types.map((one) => one.type)}
          value={type ?? null}
          onChange={(next) => setType(next ?? undefined)}
          searchable
          clearable
        />
      </Group>
      {events.error !== null && (
        <ErrorState problem={asProblem(events.error)} onRetry={() => void events.refetch()} />
      )}
      {events.isPending && <Skeleton h={180} />}
      {items !== undefined && <EventList items={items} selected={selected} onSelect={onSelect} />}
    </Stack>
  );
}

interface FirstOptions extends RecentEventsProps {
  readonly items: readonly EventSummary[] | undefined;
  readonly isFiltered: boolean;
}

/** Something is tried at once: the newest event, or a sample where there is none. */
function useFirst({ items, selected, isFiltered, onSelect, onNone }: FirstOptions): void {
  useEffect(() => {
    if (items === undefined || selected !== null || isFiltered) return;
    const [newest] = items;
    if (newest === undefined) onNone();
    else onSelect(newest.id);
  });
}

interface EventListProps {
  readonly items: readonly EventSummary[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

function EventList({ items, selected, onSelect }: EventListProps) {
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No such event. Try a complete sample instead.
      </Text>
    );
  return (
    <ScrollArea.Autosize mah={190} type="auto" className={classes.events ?? ''}>
      <ul className={classes.list} aria-label="Recent events">
        {items.map(({ id, type, ticketId, receivedAt }) => (
          <li key={id}>
            <UnstyledButton
              className={classes.event ?? ''}
              aria-pressed={id === selected}
              onClick={() => onSelect(id)}
            >
              <span className={classes.type}>{type}</span>
              <span className={classes.ticket}>{ticketId === null ? '' : `#${ticketId}`}</span>
              <span className={classes.when}>
                <Instant at={receivedAt} />
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </ScrollArea.Autosize>
  );
}
