import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import type { AnswerOf } from '../../api/types.js';
import { windowFrom, type WindowKey } from './windows.js';

export type Overview = AnswerOf<'getOverview'>;
export type Ledger = AnswerOf<'getLedger'>;

const REFRESH_MS = 5_000;

/** The figures of a window that ends now, asked for again and again. */
export function useOverview(tenant: string, window: WindowKey) {
  return useQuery({
    queryKey: ['overview', tenant, window],
    queryFn: ({ signal }) => {
      const query = { from: windowFrom(window, Date.now()) };
      return ask(api.GET('/v1/tenants/{tenant}/overview', { params: { path: { tenant }, query }, signal }));
    },
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

export function useLedger(tenant: string, window: WindowKey) {
  return useQuery({
    queryKey: ['ledger', tenant, window],
    queryFn: ({ signal }) => {
      const query = { from: windowFrom(window, Date.now()) };
      return ask(api.GET('/v1/tenants/{tenant}/ledger', { params: { path: { tenant }, query }, signal }));
    },
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** Whether the tenant has a subscription at all; undefined while that is not known. */
export function useHasSubscription(tenant: string): boolean | undefined {
  const { data } = useQuery({
    queryKey: ['subscriptions', tenant, 'any'],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/subscriptions', {
          params: { path: { tenant }, query: { limit: 1 } },
          signal,
        }),
      ),
    select: ({ items }) => items.length > 0,
  });
  return data;
}
