import { useQueries } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import { usePages } from '../../../api/pages.js';
import type { AnswerOf, Subscription } from '../../../api/types.js';
import { listQuery, type ListSearch } from './list-search.js';

export type Health = AnswerOf<'getSubscriptionHealth'>['items'][number];

/** One page is asked for at once, its health in one request more. */
const PAGE = 50;
const HEALTH_REFRESH_MS = 30_000;

export const useSubscriptionList = (tenant: string, search: ListSearch) =>
  usePages<Subscription>({
    key: ['subscriptions', tenant, search],
    load: (cursor, signal) =>
      ask(
        api.GET('/v1/tenants/{tenant}/subscriptions', {
          params: { path: { tenant }, query: listQuery(search, PAGE, cursor) },
          signal,
        }),
      ),
  });

/** By id, of the last 24 hours; null: it could not be had, absent: it is being loaded. */
export type HealthById = ReadonlyMap<string, Health | null>;

/** How the subscriptions of a list fared; one request for each page of it. */
export function useHealth(tenant: string, ids: readonly string[]): HealthById {
  const pages = slices(ids, PAGE);
  return useQueries({
    queries: pages.map((slice) => ({
      queryKey: ['subscriptions', tenant, 'health', ...slice],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        ask(
          api.GET('/v1/tenants/{tenant}/stats/subscriptions', {
            params: { path: { tenant }, query: { subscription: slice.join(',') } },
            signal,
          }),
        ),
      refetchInterval: HEALTH_REFRESH_MS,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data, isError }, page) => [
          ...(isError ? (pages[page] ?? []).map((id) => [id, null] as const) : []),
          ...(data?.items ?? []).map((item) => [item.subscriptionId, item] as const),
        ]),
      ),
  });
}

export function slices<T>(all: readonly T[], length: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / length);
  return Array.from({ length: count }, (_, index) => all.slice(index * length, (index + 1) * length));
}
