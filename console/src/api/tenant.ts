import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.js';

/** A tenant as it is set up: its name, time zone and defaults. */
export const tenantQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['tenant', tenant],
    queryFn: ({ signal }) => ask(api.GET('/v1/tenants/{tenant}', { params: { path: { tenant } }, signal })),
  });
