import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import type { EventSummary } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { preferredEvent } from './preferred-event.js';

interface Filter {
  readonly ticket?: string | undefined;
  readonly type?: string | undefined;
}

const SHOWN = 30;
const NO_EVENTS: readonly EventSummary[] = [];

/** The latest events and which of them is tried: the chosen one, or the newest that the subscription is meant for. */
export function useRecentEvents(selectors: readonly string[]) {
  const tenant = useTenant();
  const [filter, setFilter] = useState<Filter>({});
  const [chosen, setChosen] = useState<string | null>(null);
  const { ticket, type } = filter;
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
  const items = events.data?.items ?? NO_EVENTS;
  return {
    events,
    items,
    filter,
    setFilter,
    setChosen,
    selected: chosen ?? preferredEvent(items, selectors)?.id ?? null,
    /** There is nothing to choose from, whatever is asked for. */
    isNone: events.data?.items.length === 0 && ticket === undefined && type === undefined,
  };
}

export type RecentEventsState = ReturnType<typeof useRecentEvents>;
