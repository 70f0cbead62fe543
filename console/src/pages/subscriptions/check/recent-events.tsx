import { Group, ScrollArea, Select, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asProblem } from '../../../api/problem.js';
import type { EventSummary } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { FilterInput } from '../../../ui/filter-input.js';
import { Instant } from '../../../ui/instant.js';
import { eventTypesQuery } from '../../../api/catalogue.js';
import classes from './check.module.css';
import type { RecentEventsState } from './recent.js';

/** The latest events, of a ticket or a type if asked for. */
export function RecentEvents({ recent }: { readonly recent: RecentEventsState }) {
  const { events, items, filter, setFilter, selected, setChosen } = recent;
  const types = useQuery(eventTypesQuery).data?.items ?? [];
  return (
    <Stack gap={6}>
      <Group gap="xs" grow wrap="nowrap">
        <FilterInput
          aria-label="Events of the ticket"
          placeholder="Ticket"
          value={filter.ticket}
          onChange={(ticket) => setFilter({ ...filter, ticket })}
        />
        <Select
          size="xs"
          aria-label="Events of the type"
          placeholder="Any type"
          data={types.map(({ type }) => type)}
          value={filter.type ?? null}
          onChange={(type) => setFilter({ ...filter, type: type ?? undefined })}
          searchable
          clearable
        />
      </Group>
      {events.error !== null && (
        <ErrorState problem={asProblem(events.error)} onRetry={() => void events.refetch()} />
      )}
      {events.isPending && <Skeleton h={190} />}
      {events.data !== undefined && <EventList items={items} selected={selected} onSelect={setChosen} />}
    </Stack>
  );
}

interface EventListProps {
  readonly items: readonly EventSummary[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

function EventList({ items, selected, onSelect }: EventListProps) {
  const viewport = useInSight(selected);
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        There is no such event. A complete sample can be tried instead.
      </Text>
    );
  return (
    <ScrollArea.Autosize mah={190} type="auto" className={classes.events ?? ''} viewportRef={viewport}>
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

const ABOVE = 60;

/** Keeps what is selected in sight, without moving the page. */
function useInSight(selected: string | null) {
  const viewport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = viewport.current;
    const one = box?.querySelector('[aria-pressed="true"]');
    if (selected === null || box == null || one == null) return;
    const offset = one.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (offset < 0 || offset > box.clientHeight - one.clientHeight) box.scrollBy({ top: offset - ABOVE });
  }, [selected]);
  return viewport;
}
