import { useQuery } from '@tanstack/react-query';
import { api, ask } from './client.js';

const PAGE = 200;
const PAGES_MAX = 10;
const STALE_MS = 30_000;

/** Names of the tenant's subscriptions by their ids, of the first two thousand; an id without a name is shown as it is. */
export function useSubscriptionNames(tenant: string): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['subscriptions', tenant, 'names'],
    queryFn: ({ signal }) => names(tenant, signal),
    staleTime: STALE_MS,
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, string> = new Map();

async function names(tenant: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor };
    const { items, nextCursor } = await ask(
      api.GET('/v1/tenants/{tenant}/subscriptions', { params: { path: { tenant }, query }, signal }),
    );
    for (const { id, name } of items) found.set(id, name);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return found;
}
