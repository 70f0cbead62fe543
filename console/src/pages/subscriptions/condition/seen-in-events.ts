import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { EventSummary } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { valuesIn, type SeenValues } from './seen-values.js';

const LISTED = 60;
const READ = 10;
const FRESH_MS = 300_000;
const NONE: SeenValues = new Map();

/** Values of the tenant's latest events, to be offered where a value is entered. Asked for only when somebody begins to edit. */
export function useSeenValues(isWanted: boolean): SeenValues {
  const tenant = useTenant();
  const { data = NONE } = useQuery({
    queryKey: ['seen-values', tenant],
    queryFn: async ({ signal }) => {
      const path = { tenant };
      const list = api.GET('/v1/tenants/{tenant}/events', {
        params: { path, query: { limit: LISTED } },
        signal,
      });
      const { items } = await ask(list);
      const details = varied(items).map(({ id }) =>
        ask(
          api.GET('/v1/tenants/{tenant}/events/{id}', {
            params: { path: { tenant, id }, query: { explanations: 1 } },
            signal,
          }),
        ),
      );
      const read = await Promise.allSettled(details);
      return valuesIn(read.flatMap((one) => (one.status === 'fulfilled' ? [one.value.event] : [])));
    },
    enabled: isWanted,
    staleTime: FRESH_MS,
  });
  return data;
}

/** Some events of different tickets and types: they tell more than the latest ones of one ticket. */
function varied(events: readonly EventSummary[]): readonly EventSummary[] {
  const seen = new Set<string>();
  return events
    .filter(({ type, ticketId }) => {
      const kind = `${type} ${ticketId}`;
      return !seen.has(kind) && seen.add(kind);
    })
    .slice(0, READ);
}
