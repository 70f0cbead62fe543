import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import type { EventType } from '../../api/types.js';

const NONE: readonly EventType[] = [];

/** The types of the catalogue; none until they are loaded. */
export function useEventTypes(): readonly EventType[] {
  const { data } = useQuery({
    queryKey: ['event-types'],
    queryFn: ({ signal }) => ask(api.GET('/v1/event-types', { signal })),
    staleTime: Infinity,
  });
  return data?.items ?? NONE;
}
