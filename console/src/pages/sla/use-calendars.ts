import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';

const ALL = 200;

/** The tenant's calendars; more than two hundred nobody has. */
export const calendarsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['calendars', tenant],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/calendars', {
          params: { path: { tenant }, query: { limit: ALL } },
          signal,
        }),
      ),
  });

export const calendarQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: ['calendar', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/calendars/{id}', { params: { path: { tenant, id } }, signal })),
  });
