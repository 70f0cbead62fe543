import { useQuery } from '@tanstack/react-query';
import { dialectsQuery, eventTypesQuery } from '../../api/catalogue.js';
import type { Subscription } from '../../api/types.js';

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
