import type { InfiniteData, QueryClient } from '@tanstack/react-query';

/** Asks for the deliveries anew, from the first page on: those that were read before would all be asked for again. */
export async function refreshDeliveries(queries: QueryClient, tenant: string): Promise<void> {
  const queryKey = ['deliveries', tenant];
  queries.setQueriesData<InfiniteData<unknown>>({ queryKey }, (data) =>
    data?.pages === undefined
      ? data
      : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  );
  await queries.invalidateQueries({ queryKey });
}
