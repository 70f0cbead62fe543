import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import type { Subscription } from '../../api/types.js';

export const dialectsQuery = queryOptions({
  queryKey: ['dialects'],
  queryFn: ({ signal }) => ask(api.GET('/v1/dialects', { signal })),
  staleTime: Infinity,
});

export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: ({ signal }) => ask(api.GET('/v1/event-types', { signal })),
  staleTime: Infinity,
});

interface EventNames {
  /** Types of the catalogue. */
  readonly types: readonly string[];
  /** A dialect's own names; none where types go out under their own. */
  readonly native: readonly string[];
  /** Types first, then the native names that are no types. */
  readonly all: readonly string[];
}

/** What events are called: everywhere, or for subscriptions of one dialect. */
export function useEventNames(dialect?: Subscription['dialect']): EventNames {
  const types = (useQuery(eventTypesQuery).data?.items ?? []).map(({ type }) => type);
  const dialects = useQuery(dialectsQuery).data?.items ?? [];
  const named = dialects.filter(({ name }) => dialect === undefined || name === dialect);
  const native = [...new Set(named.flatMap(({ events }) => (events ?? []).map(({ name }) => name)))];
  return { types, native, all: [...new Set([...types, ...native])] };
}
