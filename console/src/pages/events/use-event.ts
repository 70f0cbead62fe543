import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { EventDetail } from '../../api/types.js';

const NOT_FOUND = 404;
/** The log is a moment behind what is published: for so long an event that is not found may still come. */
const MISSING_RETRIES = 6;
const RETRY_MS = 800;
/** For so long after it came, more may become of an event at any moment; later, only what is retried. */
const FRESH_MS = 30_000;
const REFRESH_FRESH_MS = 2_500;
const REFRESH_OPEN_MS = 10_000;

const isMissing = (error: unknown): boolean => error instanceof ProblemError && error.status === NOT_FOUND;

/** An event, looked at again for as long as anything of it is under way. */
export function useEvent(tenant: string, id: string, explanations: number) {
  return useQuery({
    queryKey: ['event', tenant, id, explanations],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/events/{id}', {
          params: { path: { tenant, id }, query: { explanations } },
          signal,
        }),
      ),
    retry: (failures, error) => isMissing(error) && failures < MISSING_RETRIES,
    retryDelay: RETRY_MS,
    placeholderData: (before) => (before?.id === id ? before : undefined),
    refetchInterval: ({ state }) => refreshMs(state.data),
  });
}

function refreshMs(event: EventDetail | undefined): number | false {
  if (event === undefined) return false;
  if (Date.now() - Date.parse(event.receivedAt) < FRESH_MS) return REFRESH_FRESH_MS;
  const isOpen = event.deliveries.some(({ status }) => status === 'pending' || status === 'retrying');
  return isOpen && REFRESH_OPEN_MS;
}
