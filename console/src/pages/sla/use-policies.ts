import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';

const ALL = 200;

/** The tenant's policies; more than two hundred nobody has. */
export const policiesQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['sla-policies', tenant],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/sla-policies', {
          params: { path: { tenant }, query: { limit: ALL } },
          signal,
        }),
      ),
  });

export const policyQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: ['sla-policy', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/sla-policies/{id}', { params: { path: { tenant, id } }, signal })),
  });
