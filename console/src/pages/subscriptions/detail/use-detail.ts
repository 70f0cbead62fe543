import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { HealthWindow } from './detail-search.js';

const REFRESH_MS = 5_000;
const HOUR_MS = 3_600_000;
const LATEST = 8;

const WINDOW_OF = {
  '24h': { ms: 24 * HOUR_MS, bucket: '1h' },
  '7d': { ms: 7 * 24 * HOUR_MS, bucket: '1d' },
} as const;

export const subscriptionQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: ['subscription', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/subscriptions/{id}', { params: { path: { tenant, id } }, signal })),
  });

/** How its attempts fared, as a whole, over time, and by URL and type. */
export const useFigures = (tenant: string, id: string, window: HealthWindow) =>
  useQuery({
    queryKey: ['subscription', tenant, id, 'stats', window],
    queryFn: ({ signal }) => {
      const { ms, bucket } = WINDOW_OF[window];
      const from = new Date(Date.now() - ms).toISOString();
      const query = { subscription: id, from, bucket };
      return ask(api.GET('/v1/tenants/{tenant}/stats', { params: { path: { tenant }, query }, signal }));
    },
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });

/** The newest deliveries, asked for again and again: they appear as they are made. */
export const useLatest = (tenant: string, id: string) =>
  useQuery({
    queryKey: ['deliveries', tenant, 'of', id, LATEST],
    queryFn: ({ signal }) => {
      const query = { subscription: id, limit: LATEST };
      return ask(api.GET('/v1/tenants/{tenant}/deliveries', { params: { path: { tenant }, query }, signal }));
    },
    refetchInterval: REFRESH_MS,
  });
